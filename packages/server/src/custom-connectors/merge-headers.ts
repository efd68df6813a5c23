import { Refusal } from '../errors.ts'
import type { Header } from './request-headers.ts'
import { requestHeaders } from './request-headers.ts'

interface HeaderPatches {
  /** The whole new list; a header without a value keeps its stored one. */
  headers?: { name: string; value?: string | undefined }[] | undefined
  token?: string | undefined
  token_header?: string | undefined
}

/**
 * The headers after an edit (CUS-23): an empty value keeps what is stored, a header left out of the list is removed.
 * When the connector moves to another server, stored values do not move along: they were given for the old one.
 * @throws Refusal `invalid` naming each header whose value must be entered
 */
export function mergeHeaders(stored: Header[], patch: HeaderPatches, moved: boolean): Header[] {
  const keep = new Map(stored.map((header) => [header.name.toLowerCase(), header.value]))
  const listed = patch.headers ?? stored.map(({ name }) => ({ name, value: undefined }))
  const missing: string[] = []
  const headers = listed.map(({ name, value }, index) => {
    if (value) return { name, value }
    const kept = moved ? undefined : keep.get(name.trim().toLowerCase())
    if (kept === undefined) missing.push(`headers.${index}.value`)
    return { name, value: kept ?? '' }
  })
  if (missing.length > 0) throw missingValues(missing, moved)
  return requestHeaders({
    headers: withoutToken(headers, patch),
    token: patch.token,
    token_header: patch.token_header,
  })
}

/** A new token takes the place of the header that carried the old one. */
function withoutToken(headers: Header[], patch: HeaderPatches): Header[] {
  if (!patch.token) return headers
  const carrier = (patch.token_header?.trim() || 'Authorization').toLowerCase()
  return headers.filter((header) => header.name.trim().toLowerCase() !== carrier)
}

function missingValues(fields: string[], moved: boolean): Refusal {
  const message = moved
    ? 'must be entered again, because the connector moves to another server.'
    : 'is needed: nothing is stored under this name.'
  return new Refusal('invalid', `${fields[0]}: ${message}`, {
    issues: fields.map((field) => ({ field, message })),
  })
}
