/** Every way in which a call outward fails before or besides an HTTP answer. CUS-20 shows these names. */
export type NetErrorKind =
  | 'blocked_address' // the address guard refused it
  | 'dns' // the name does not resolve
  | 'refused' // nothing listens there, or it cannot be reached
  | 'tls' // certificate or handshake
  | 'timeout' // connecting, waiting for headers, or a stalled body
  | 'reset' // the connection ended in the middle
  | 'too_large' // headers, body or one event over the limit
  | 'redirect' // a redirect that we do not follow
  | 'scheme' // neither http nor https
  | 'aborted' // the caller gave up
  | 'protocol' // the answer is not valid HTTP

/** A failure in our words. `say` gets the host and gives one sentence. */
export interface Failure {
  kind: NetErrorKind
  say: (host: string) => string
}

const dns: Failure = { kind: 'dns', say: (host) => `${host} cannot be found: its name does not resolve.` }
const dnsNow: Failure = { kind: 'dns', say: (host) => `${host} cannot be looked up right now.` }
const refused: Failure = { kind: 'refused', say: (host) => `${host} refuses the connection.` }
const unreachable: Failure = { kind: 'refused', say: (host) => `${host} cannot be reached.` }
const noConnection: Failure = {
  kind: 'timeout',
  say: (host) => `${host} did not accept a connection in time.`,
}
const timeout: Failure = { kind: 'timeout', say: (host) => `${host} did not answer in time.` }
const reset: Failure = { kind: 'reset', say: (host) => `${host} closed the connection in the middle.` }
const aborted: Failure = { kind: 'aborted', say: (host) => `The request to ${host} was cancelled.` }
const headers: Failure = { kind: 'too_large', say: (host) => `${host} sent too many headers.` }
const protocol: Failure = {
  kind: 'protocol',
  say: (host) => `${host} sent something that is not valid HTTP.`,
}
const port: Failure = {
  kind: 'blocked_address',
  say: (host) => `${host} uses a port that is reserved for another protocol than HTTP.`,
}

function tls(why: string): Failure {
  return { kind: 'tls', say: (host) => `${host} has no trustworthy TLS: ${why}.` }
}

/** Codes of Node.js (net, dns, tls, zlib), undici and DOMException names. */
const FAILURES: Readonly<Record<string, Failure>> = {
  ENOTFOUND: dns,
  ENODATA: dns,
  EAI_NONAME: dns,
  EAI_NODATA: dns,
  EAI_AGAIN: dnsNow,
  EAI_FAIL: dnsNow,
  ESERVFAIL: dnsNow,
  ECONNREFUSED: refused,
  EHOSTUNREACH: unreachable,
  ENETUNREACH: unreachable,
  EADDRNOTAVAIL: unreachable,
  EACCES: unreachable,
  EINVAL: unreachable,
  ETIMEDOUT: noConnection,
  UND_ERR_CONNECT_TIMEOUT: noConnection,
  UND_ERR_HEADERS_TIMEOUT: timeout,
  UND_ERR_BODY_TIMEOUT: timeout,
  TimeoutError: timeout,
  ECONNRESET: reset,
  EPIPE: reset,
  UND_ERR_SOCKET: reset,
  AbortError: aborted,
  UND_ERR_ABORTED: aborted,
  UND_ERR_DESTROYED: aborted,
  UND_ERR_CLOSED: aborted,
  UND_ERR_HEADERS_OVERFLOW: headers,
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: protocol,
  CERT_HAS_EXPIRED: tls('its certificate has expired'),
  CERT_NOT_YET_VALID: tls('its certificate is not valid yet'),
  CERT_REVOKED: tls('its certificate is revoked'),
  CERT_UNTRUSTED: tls('its certificate is not trusted'),
  DEPTH_ZERO_SELF_SIGNED_CERT: tls('its certificate is self-signed'),
  SELF_SIGNED_CERT_IN_CHAIN: tls('its certificate comes from an unknown authority'),
  UNABLE_TO_GET_ISSUER_CERT: tls('its certificate comes from an unknown authority'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: tls('its certificate comes from an unknown authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: tls('its certificate chain is incomplete'),
  HOSTNAME_MISMATCH: tls('its certificate is for another name'),
  ERR_TLS_CERT_ALTNAME_INVALID: tls('its certificate is for another name'),
  ERR_SSL_WRONG_VERSION_NUMBER: tls('it does not speak TLS on this port'),
  ERR_SSL_PACKET_LENGTH_TOO_LONG: tls('it does not speak TLS on this port'),
}

/** Families of codes, tried when the table has no entry. */
const FAMILIES: readonly (readonly [RegExp, Failure])[] = [
  [/^(ERR_TLS_|ERR_SSL_|CERT_|EPROTO$|UNABLE_TO_|CRL_|INVALID_CA$)/, tls('the handshake failed')],
  [/^(HPE_|Z_|ERR_BROTLI_|ERR__ERROR_FORMAT|ZSTD_|ERR_ZSTD)/, protocol],
  [/^EAI_/, dnsNow],
]

/** What a code means; `undefined` when it says nothing about the network. */
export function failureOfCode(code: string, error: Error): Failure | undefined {
  // The fetch standard's list of refused ports has no code of its own.
  if (error.message === 'bad port') return port
  if (Object.hasOwn(FAILURES, code)) return FAILURES[code]
  return FAMILIES.find(([pattern]) => pattern.test(code))?.[1]
}
