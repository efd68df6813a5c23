const SCHEMES = ['http://', 'https://']

/** What is wrong with an address so far, while it is being typed: its beginning cannot become right any more (CUS-2). */
export function wrongBeginning(url: string): boolean {
  const typed = url.toLowerCase()
  return !SCHEMES.some((scheme) => scheme.startsWith(typed) || typed.startsWith(scheme))
}

/** What is wrong with an address that somebody has typed to its end, as the hub would say it. */
export function urlProblem(url: string): string | null {
  if (url === '') return null
  if (/[\s\p{Cc}]/u.test(url)) return 'Must not contain spaces, line breaks or control characters.'
  if (!/^https?:\/\//i.test(url)) return 'Must start with http:// or https://'
  return URL.canParse(url) ? null : 'This is not a valid URL. Write it like https://mcp.example.com/mcp'
}

/** Networks that a hub refuses unless its operator allows them: loopback, RFC 1918, link-local, CGNAT, local names. */
const PRIVATE_HOST =
  /^(localhost|.*\.(local|localhost|internal|lan|home\.arpa)|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|0\.|\[(::1?\]|f[cd]|fe[89ab]))/i

/** Whether an address looks as if it led into a private network; the hub itself looks at what it resolves to. */
export function looksPrivate(url: string): boolean {
  const host = URL.parse(url)?.hostname ?? ''
  return PRIVATE_HOST.test(host)
}
