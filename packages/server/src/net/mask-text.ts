import { MASK, maskUrl } from './mask-url.ts'
import { isSecretName } from './secret-names.ts'

/** Longer text is cut before it is looked at: a log line or message needs no more. */
const MAX_TEXT = 100_000

// Every quantifier below is bounded or cannot overlap with what follows, so that hostile text costs linear time.
const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]{1,15}:\/\/[^\s"'<>`\\]+/gi
const QUERY_VALUE = /([?&][\w.~%[\]-]{1,64}=)[^\s&#"'<>\\]+/g
const SCHEME_AND_SECRET = /\b(Bearer|Basic|DPoP)\s{1,3}[A-Za-z0-9._~+/=-]+/gi
const OWN_SECRET = /\bjf_[A-Za-z0-9]{1,16}_[A-Za-z0-9_-]+/g
const JWT = /\beyJ[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]+){0,4}/g

/** A name with what separates it from its value: `token=`, `"token": `, `\"token\":`, `Cookie: `. */
const NAME = /(?<![\w-])([A-Za-z][\w-]{0,63})(?:\\?["'])?\s{0,3}[:=]\s{0,3}/g
/** A name, bare or quoted, where a value was expected. */
const NAME_HERE = /(?:\\?["']([A-Za-z][\w-]{0,63})\\?["']|([A-Za-z][\w-]{0,63}))\s{0,3}[:=]/y
/** A value: a list, a string inside a JSON string, a quoted string, or what runs to the next separator. */
const VALUE = /\[[^\]]*\]?|\\"[^"]*"?|"(?:[^"\\]|\\.)*"?|'[^']*'?|[^\s"',;&{}[\]\\]+/y
/** Header values hold spaces, semicolons and quotes, so everything to the end of the line goes. */
const LINE_VALUE = /[^\r\n]+/y
/** What each of the patterns above needs: text without any of it is as it should be, as most is. */
const SUSPICIOUS = /[:=]|bearer|basic|dpop|jf_|eyJ/i
const LINE_HEADERS = new Set(['authorization', 'proxy-authorization', 'cookie', 'set-cookie'])

/**
 * Text fit for logs and messages (SEC-16): values of Authorization, cookies and fields or parameters named like a
 * secret, query values and user info of URLs, `Bearer ...`, JWTs and our own `jf_...` secrets become `***`.
 * Text over 100,000 characters is cut.
 */
export function maskText(text: string): string {
  const looked = text.slice(0, MAX_TEXT)
  if (!SUSPICIOUS.test(looked)) return looked
  const masked = looked
    .replace(URL_IN_TEXT, (url) => maskUrl(url))
    .replace(QUERY_VALUE, `$1${MASK}`)
    .replace(SCHEME_AND_SECRET, `$1 ${MASK}`)
    .replace(OWN_SECRET, `jf_${MASK}`)
    .replace(JWT, MASK)
  return maskNamedValues(masked)
}

function maskNamedValues(text: string): string {
  let result = ''
  let copied = 0
  NAME.lastIndex = 0
  for (let match = NAME.exec(text); match !== null; match = NAME.exec(text)) {
    const name = match[1] ?? ''
    // In `token: Authorization: x` the inner name owns the secret; masking the outer one's value would leave it.
    if (!isSecretName(name) || secretNameAt(text, NAME.lastIndex)) continue
    const start = NAME.lastIndex
    const end = valueEnd(text, start, LINE_HEADERS.has(name.toLowerCase()))
    if (end === start) continue
    result += text.slice(copied, start) + MASK
    copied = end
    NAME.lastIndex = end
  }
  return result + text.slice(copied)
}

function secretNameAt(text: string, start: number): boolean {
  NAME_HERE.lastIndex = start
  const match = NAME_HERE.exec(text)
  return isSecretName(match?.[1] ?? match?.[2] ?? '')
}

function valueEnd(text: string, start: number, wholeLine: boolean): number {
  const quoted = /["'[\\]/.test(text[start] ?? '')
  const pattern = wholeLine && !quoted ? LINE_VALUE : VALUE
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : start
}
