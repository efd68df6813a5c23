import { invalid, Refusal } from '../errors.ts'

const REMEDY =
  'Write it as postgres://user:password@host:5432/database, with special characters of the password ' +
  'percent-encoded (@ as %40, / as %2F, # as %23, % as %25).'

/**
 * Reads DATABASE_URL as far as needed to speak about it.
 *
 * @throws Refusal `invalid` when it is malformed. The text itself is never repeated: a password may stand
 *   anywhere in it.
 */
export function parsePostgresUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')) {
    throw invalid('DATABASE_URL', `this is not the URL of a PostgreSQL server. ${REMEDY}`)
  }
  if (isAmbiguous(text, url)) {
    throw invalid('DATABASE_URL', `user and password cannot be told from the rest. ${REMEDY}`)
  }
  return url
}

/**
 * A slash, hash or question mark that is not encoded cuts a password in two, and its halves would be taken for
 * host, port or database name, and shown.
 */
function isAmbiguous(text: string, url: URL): boolean {
  if (text.includes('@') && (url.username === '' || url.hash !== '' || url.pathname.includes('@')))
    return true
  return /%(?![0-9a-f]{2})/i.test(text)
}

/** Says in plain words, without the password, why the server at DATABASE_URL does not serve us. */
export function connectionRefusal(url: URL, error: unknown): Refusal {
  const { code, message } = failureOf(error)
  const host = url.searchParams.get('host') ?? (url.hostname || 'localhost')
  const at = `${host}:${url.port || '5432'}`
  return new Refusal('unavailable', `DATABASE_URL: ${explain(url, at, code, message)}`)
}

function explain(url: URL, at: string, code: string, message: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing answers at ${at}. Check the host and the port, and that PostgreSQL is running.`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `the host name of ${at} cannot be resolved. Check the host.`
    case 'ETIMEDOUT':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return `${at} cannot be reached. Check the host, the port and the firewall.`
    case '28P01':
    case '28000':
      return `PostgreSQL at ${at} refuses this user or password (${withoutPassword(url, message)}). Check both.`
    case '3D000':
      return `PostgreSQL at ${at} does not have that database (${withoutPassword(url, message)}). Create it.`
    default:
      return `no connection to PostgreSQL at ${at}: ${withoutPassword(url, message)}.`
  }
}

function failureOf(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // pg gives its own connection timeout no code.
  if (code === '' && /timeout/i.test(error.message)) return { code: 'ETIMEDOUT', message: error.message }
  return { code, message: error.message.replace(/\.$/, '') }
}

function withoutPassword(url: URL, message: string): string {
  const secrets = [url.password, decodeURIComponent(url.password), url.searchParams.get('password') ?? '']
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), message)
}
