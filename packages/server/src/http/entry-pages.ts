import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const files: Record<string, { file: string; type: string }> = {
  '/login': { file: 'login.html', type: 'text/html' },
  '/setup': { file: 'set-up.html', type: 'text/html' },
  '/accept-invitation': { file: 'accept-invitation.html', type: 'text/html' },
  '/pages/entry-form.js': { file: 'entry-form.js', type: 'text/javascript' },
  '/pages/entry-form.css': { file: 'entry-form.css', type: 'text/css' },
}

/** The pages for people who are not logged in: to log in, and where links of ours lead to. */
export function entryPages(): Hono {
  const routes = new Hono()
  for (const [path, { file, type }] of Object.entries(files))
    routes.get(path, async (http) => {
      const headers = { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY }
      return http.body(await readFile(new URL(`./pages/${file}`, import.meta.url), 'utf8'), 200, headers)
    })
  return routes
}
