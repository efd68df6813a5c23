/** What a note names, besides brackets: `@odata.nextLink`, `.tag`, `created_at`. */
const token = /@[\w.]*\w|(?<![\w\]}])\.\w+|[a-zA-Z_]\w*|[[\]{},|.]/g
/** Where pages go on comes back as next_page, and is no part of the answer. */
const places = new Set(
  'nextPageToken next_cursor next_page offset cursor has_more paging pages meta links additional_data response_metadata isLast total_items @odata.nextLink'.split(
    ' ',
  ),
)

/** The paths of the names in a note on an answer, such as `items[{id,name}], nextPageToken (ids only)`. */
export function namesIn(note: string): string[][] {
  const paths: string[][] = []
  const outer: string[][] = []
  let scope: string[] = []
  let base: string[] = []
  let last: string[] = []
  for (const [sign] of note.replace(/\([^)]*\)/g, '').matchAll(token)) {
    if (sign === '{' || sign === '[') outer.push(scope)
    if (sign === '{' || sign === '[') base = scope = last
    else if (sign === '}' || sign === ']') [last, scope] = [scope, outer.pop() ?? []]
    else if (sign === '.') base = last
    else if (sign === ',' || sign === '|') base = scope
    else {
      last = [...base, sign]
      paths.push(last)
    }
  }
  return paths.filter((path) => !path.some((name) => places.has(name)))
}
