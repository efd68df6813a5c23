import { checkHeaders } from '../net/header-rules.ts'
import { Refusal } from '../errors.ts'

export interface Header {
  name: string
  value: string
}

/** Headers as a form gives them: a list, and a token with its header name as a shortcut for one more (CUS-9). */
export interface HeaderFields {
  headers?: Header[] | undefined
  token?: string | undefined
  token_header?: string | undefined
}

/**
 * The headers that go out with every request, checked (CUS-4).
 * @throws Refusal `invalid` naming each header that cannot be sent, and why
 */
export function requestHeaders(fields: HeaderFields): Header[] {
  const listed = (fields.headers ?? []).map(({ name, value }) => ({ name: name.trim(), value: value.trim() }))
  const headers = fields.token ? [...listed, tokenHeader(fields.token.trim(), fields.token_header)] : listed
  refuseBadHeaders(headers, listed.length)
  return headers
}

/** With the default header a bare token becomes a bearer token, unless a scheme was typed; elsewhere it goes as it is. */
function tokenHeader(token: string, headerName: string | undefined): Header {
  const name = headerName?.trim() || 'Authorization'
  const bare = name.toLowerCase() === 'authorization' && !/\s/.test(token)
  return { name, value: bare ? `Bearer ${token}` : token }
}

function refuseBadHeaders(headers: Header[], listed: number): void {
  const issues = checkHeaders(headers).map((issue) => ({ ...issue, field: fieldOf(issue.field, listed) }))
  const [first] = issues
  if (first) throw new Refusal('invalid', `${first.field}: ${first.message}`, { issues })
}

/** The header behind the shortcut has its own field names in the form. */
function fieldOf(field: string | undefined, listed: number): string {
  if (field === undefined || !field.startsWith(`headers.${listed}.`)) return field ?? 'headers'
  return field.endsWith('.name') ? 'token_header' : 'token'
}
