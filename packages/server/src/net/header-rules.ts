import type { Issue } from '../errors.ts'

/** A header that somebody adds to every request of a connector. */
export interface CustomHeader {
  name: string
  value: string
}

const MAX_HEADERS = 32
const MAX_NAME_LENGTH = 128
/** In bytes; header values are latin1, so characters are bytes. */
const MAX_VALUE_LENGTH = 8192

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** RFC 9110 section 5.5: visible characters, space, tab and obs-text (latin1 without its control characters). */
const FIELD_VALUE = /^[\t\u0020-\u007e\u00a0-\u00ff]*$/

const HOP_BY_HOP = 'belongs to the connection and not to the request'
const BODY = 'describes the body, which Jackfield writes'
const PROTOCOL = 'belongs to the MCP protocol, which Jackfield speaks'

/** Names that nobody may set, and why. */
const REFUSED_NAMES = new Map([
  ['connection', HOP_BY_HOP],
  ['keep-alive', HOP_BY_HOP],
  ['te', HOP_BY_HOP],
  ['trailer', HOP_BY_HOP],
  ['transfer-encoding', HOP_BY_HOP],
  ['upgrade', HOP_BY_HOP],
  ['http2-settings', HOP_BY_HOP],
  ['expect', HOP_BY_HOP],
  ['host', 'follows from the URL'],
  ['content-length', BODY],
  ['content-type', BODY],
  ['content-encoding', BODY],
  ['accept', PROTOCOL],
  ['last-event-id', PROTOCOL],
  ['accept-encoding', 'says what Jackfield can unpack'],
  ['set-cookie', 'is for answers only; requests carry Cookie'],
])

const REFUSED_PREFIXES = [
  ['mcp-', PROTOCOL],
  ['sec-', 'is reserved for browsers'],
  ['proxy-', 'is meant for a proxy in between'],
] as const

/**
 * Checks the custom headers of a connector (CUS-4). Gives an issue for everything that is wrong, on
 * `headers`, `headers.<i>.name` or `headers.<i>.value`; an empty list when all is well. Never quotes a value.
 */
export function checkHeaders(headers: readonly CustomHeader[]): Issue[] {
  if (headers.length > MAX_HEADERS) {
    const message = `There are ${headers.length} headers.`
    return [{ field: 'headers', message, hint: `Keep to ${MAX_HEADERS} headers.` }]
  }
  const issues: Issue[] = []
  const seen = new Set<string>()
  for (const [index, header] of headers.entries()) {
    const key = header.name.toLowerCase()
    const nameIssue = seen.has(key)
      ? {
          message: `${header.name} is there twice.`,
          hint: 'Header names are compared without case; keep one.',
        }
      : checkName(header.name)
    seen.add(key)
    if (nameIssue) issues.push({ field: `headers.${index}.name`, ...nameIssue })
    const valueIssue = checkValue(header.value)
    if (valueIssue) issues.push({ field: `headers.${index}.value`, ...valueIssue })
  }
  return issues
}

function checkName(name: string): Issue | undefined {
  if (name === '') return { message: 'The name is empty.', hint: 'Name the header, or remove it.' }
  if (name.length > MAX_NAME_LENGTH) {
    return { message: 'The name is too long.', hint: `Keep to ${MAX_NAME_LENGTH} characters.` }
  }
  if (!TOKEN.test(name)) {
    return {
      message: 'The name has characters that a header name must not have.',
      hint: "Use letters, digits and !#$%&'*+-.^_`|~ only; no spaces, no colon.",
    }
  }
  const reason = refusalReason(name.toLowerCase())
  return reason === undefined ? undefined : { message: `${name} ${reason}.`, hint: 'Remove this header.' }
}

function refusalReason(name: string): string | undefined {
  return REFUSED_NAMES.get(name) ?? REFUSED_PREFIXES.find(([prefix]) => name.startsWith(prefix))?.[1]
}

function checkValue(value: string): Issue | undefined {
  if (value.length > MAX_VALUE_LENGTH) {
    return { message: 'The value is too long.', hint: `Keep to ${MAX_VALUE_LENGTH} bytes.` }
  }
  if (!FIELD_VALUE.test(value)) {
    return {
      message: 'The value has a line break, a control character or a character outside latin1.',
      hint: 'Paste it again as one line of plain text.',
    }
  }
  if (value !== value.trim()) {
    return { message: 'The value starts or ends with a space.', hint: 'Remove the space.' }
  }
  return undefined
}
