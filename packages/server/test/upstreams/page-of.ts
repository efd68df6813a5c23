/**
 * One page of a list; the cursor is the position of the next page's first entry.
 * @param size entries on a page; absent: all
 */
export function pageOf<Item>(
  all: Item[],
  size: number | undefined,
  cursor: string | undefined,
): { items: Item[]; nextCursor?: string } {
  const start = cursor === undefined ? 0 : Number(cursor)
  const end = start + (size ?? all.length)
  return { items: all.slice(start, end), ...(end < all.length ? { nextCursor: String(end) } : {}) }
}
