/** Names that belong to the connection, to the body or to who is calling, and never to a tool's caller. */
const ours = new Set([
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'expect',
  'forwarded',
  'host',
  'http2-settings',
  'keep-alive',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'via',
])

/** Whether a header, in lower case, is one that only the hub may write, or no header's name at all (RFC 9110 5.6.2). */
export function isHeaderOfOurs(name: string): boolean {
  return (
    ours.has(name) || /^(proxy-|sec-|x-forwarded-)/.test(name) || !/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)
  )
}
