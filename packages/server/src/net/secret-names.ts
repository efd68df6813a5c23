/** Words that make the name of a field, header or parameter a secret's name. */
const SECRET_WORDS = new Set([
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'secrets',
  'token',
  'tokens',
  'authorization',
  'cookie',
  'cookies',
  'credential',
  'credentials',
  'bearer',
  'jwt',
  'otp',
  'verifier',
])

/** The same, where words are written together or in two: `apikey`, `api_key`, `X-Api-Key`, `clientsecret`. */
const SECRET_ENDING =
  /(password|passphrase|secret|token|(api|access|private|secret|signing|encryption|master|auth)key|sessionid)s?$/

/** Last words that turn the name into one about a secret: `token_type`, `token_endpoint`, `password_changed_at`. */
const ABOUT = new Set([
  'type',
  'endpoint',
  'url',
  'uri',
  'expires',
  'expiry',
  'in',
  'at',
  'count',
  'limit',
  'usage',
  'ttl',
  'status',
  'hint',
  'name',
  'methods',
  'supported',
])

/** Header values that are worth reading in a log and give nothing away. All other headers of a request are masked. */
const PLAIN_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'host',
  'mcp-method',
  'mcp-name',
  'mcp-protocol-version',
  'origin',
  'retry-after',
  'server',
  'user-agent',
  'vary',
])

/** Whether a field of this name holds a secret, however the name is written (SEC-16). */
export function isSecretName(name: string): boolean {
  const words = name
    .slice(0, 100)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
  if (ABOUT.has(words.at(-1) ?? '')) return false
  return words.some((word) => SECRET_WORDS.has(word)) || SECRET_ENDING.test(words.join(''))
}

/** Whether a header's value may be shown. Unknown headers may carry a key under a name that nobody foresaw. */
export function isPlainHeader(name: string): boolean {
  return PLAIN_HEADERS.has(name.toLowerCase())
}
