/** What stands where a secret was. */
export const MASK = '***'

/**
 * A URL fit for logs and messages (SEC-16): scheme, host, path and the names of query parameters stay; user info,
 * every query value and the fragment are replaced by `***`. Text that is no URL becomes `***` altogether. A file's URL,
 * as in a stack, has no host and stays.
 */
export function maskUrl(url: string | URL): string {
  const parsed = typeof url === 'string' ? URL.parse(url) : url
  if (parsed === null || (parsed.host === '' && parsed.protocol !== 'file:')) return MASK
  const user = parsed.username !== '' || parsed.password !== '' ? `${MASK}@` : ''
  const query = parsed.search === '' ? '' : `?${parsed.search.slice(1).split('&').map(maskPair).join('&')}`
  const fragment = parsed.hash === '' ? '' : `#${MASK}`
  return `${parsed.protocol}//${user}${parsed.host}${parsed.pathname}${query}${fragment}`
}

function maskPair(pair: string): string {
  const at = pair.indexOf('=')
  // Without "=" the whole part may be the secret: ?sk_live_123
  return at < 0 ? MASK : `${pair.slice(0, at)}=${MASK}`
}
