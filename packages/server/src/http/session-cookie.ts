import { parse, serialize } from 'hono/utils/cookie'
import type { Services } from '../context.ts'
import { LONGEST_MS } from '../people/start-session.ts'

/** The browser keeps the cookie as long as a session can last; the server decides when it ends. */
const maxAge = LONGEST_MS / 1000

/** The session's secret in a request's cookies. */
export function readSessionCookie(services: Services, request: Request): string | undefined {
  const header = request.headers.get('cookie')
  return header === null ? undefined : parse(header, cookieName(services))[cookieName(services)]
}

/** `Set-Cookie` for a session; an empty secret removes it. */
export function sessionCookie(services: Services, secret: string): string {
  return serialize(cookieName(services), secret, {
    httpOnly: true,
    sameSite: 'Lax',
    path: '/',
    maxAge: secret === '' ? 0 : maxAge,
    ...(isHttps(services) && { secure: true }),
  })
}

/** `__Host-` makes the browser refuse the cookie from any other host and without TLS (RFC 6265bis, 4.1.3.2). */
function cookieName(services: Services): string {
  return isHttps(services) ? '__Host-jackfield' : 'jackfield'
}

function isHttps({ config }: Services): boolean {
  return config.publicUrl?.startsWith('https:') ?? false
}
