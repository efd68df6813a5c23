import { z } from 'zod'
import { invalid } from './refusal.ts'

const DEFAULT_LIMIT = 20
const MAX_LIMIT = 100
/** Skipping costs as much as reading; beyond this a scan is the right tool. */
const MAX_OFFSET = 10_000

/** Lists with a total, paged by offset. */
export interface Paged<Item extends z.ZodType = z.ZodType> {
  readonly paging: 'offset'
  readonly item: Item
}

/** Lists that are read to the very end, paged by cursor; every item has an `id`, and comes in its order. */
export interface Scanned<Item extends z.ZodType = z.ZodType> {
  readonly paging: 'cursor'
  readonly item: Item
}

/**
 * The output of a list tool (GEN-1). The tool's input gains `limit` and `offset`; `run` asks for one row more
 * than `limit` and answers `{ items, total }`: the engine cuts, and knows from that row whether there are more.
 */
export function paged<Item extends z.ZodType>(item: Item): Paged<Item> {
  return { paging: 'offset', item }
}

/** The output of an exhaustive list tool (GEN-1). Like `paged`, with `after`, the last id seen, for an offset. */
export function scanned<Item extends z.ZodType>(item: Item): Scanned<Item> {
  return { paging: 'cursor', item }
}

export type Paging = Paged | Scanned

const limit = z.int().min(1).max(MAX_LIMIT).default(DEFAULT_LIMIT).describe('How many to return.')

/** What the engine adds to the input of a list tool. */
export const pagingInput = {
  offset: {
    limit,
    offset: z
      .int()
      .min(0)
      .max(MAX_OFFSET)
      .default(0)
      .describe('How many to skip: next_offset of the last page.'),
  },
  cursor: {
    limit,
    cursor: z.string().max(200).optional().describe('next_cursor of the last page; leave out to begin.'),
  },
} satisfies Record<Paging['paging'], z.ZodRawShape>

/** What a list tool answers. */
export function pageOutput({ paging, item }: Paging): z.ZodObject {
  const items = z.array(item)
  const has_more = z.boolean()
  if (paging === 'cursor')
    return z.object({ items, has_more, next_cursor: z.string().nullable().describe('For the next page.') })
  return z.object({
    items,
    total: z
      .int()
      .nullable()
      .describe('How many match, exactly; null when too many to count at once, and has_more says the rest.'),
    has_more,
    next_offset: z.int().nullable().describe('For the next page.'),
  })
}

/** What `run` answers for a list. */
export interface Listed<Item = unknown> {
  /** Up to one more than the limit. */
  items: Item[]
  /** Asked for only when the page does not show it; null when it is too much to count. */
  total: () => Promise<number | null>
}

interface PageInput {
  limit: number
  offset?: number
}

/** Turns what `run` answered into a page. */
export async function toPage(
  paging: Paging['paging'],
  { limit: most, offset = 0 }: PageInput,
  listed: Listed,
): Promise<Record<string, unknown>> {
  const items = listed.items.slice(0, most)
  const has_more = listed.items.length > most
  if (paging === 'cursor')
    return { items, has_more, next_cursor: has_more ? cursorAfter(items.at(-1)) : null }
  const isLast = !has_more && (items.length > 0 || offset === 0)
  const total = isLast ? offset + items.length : await listed.total()
  return { items, total, has_more, next_offset: has_more ? offset + items.length : null }
}

function cursorAfter(item: unknown): string {
  const { id } = item as { id: string }
  return Buffer.from(id).toString('base64url')
}

/** The id after which a cursor goes on; undefined is the beginning. Cursors are opaque to callers, and worth nothing outside their account. */
export function afterCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined
  const after = Buffer.from(cursor, 'base64url').toString()
  if (/^[a-z_]+_[0-9a-z]{26}$/.test(after)) return after
  throw invalid('cursor', 'This is no cursor.', {
    hint: 'Give next_cursor of the last page, or leave it out.',
  })
}
