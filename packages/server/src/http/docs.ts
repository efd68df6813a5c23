import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { Hono } from 'hono'

/** The package exports no path to it, but it lies beside what it exports. */
const SCRIPT = fileURLToPath(new URL('./browser/standalone.js', import.meta.resolve('@scalar/api-reference')))

/** The reference brings its styles inside its script; everything else comes from us. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Jackfield API</title>
</head>
<body>
<div id="reference"></div>
<script src="/docs/scalar.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`

/** Nothing may be asked of another host: no fonts, no proxy, no telemetry, no account of the maker's. */
const START = `Scalar.createApiReference('#reference', ${JSON.stringify({
  sources: [
    { title: 'Control plane', slug: 'control-plane', url: '/api/v1/openapi.json' },
    { title: 'Sales Platform', slug: 'sales-platform', url: '/api/v1/platform/openapi.json' },
  ],
  withDefaultFonts: false,
  telemetry: false,
  showDeveloperTools: 'never',
  hideClientButton: true,
  agent: { disabled: true },
  mcp: { disabled: true },
})})
`

/** `/docs`: the reference of the REST API, served from this process alone. */
export function docsRoutes(): Hono {
  const routes = new Hono()
  const page = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY }
  const script = { 'content-type': 'text/javascript; charset=utf-8' }
  routes.get('/docs', (http) => http.body(PAGE, 200, page))
  routes.get('/docs/start.js', (http) => http.body(START, 200, script))
  routes.get('/docs/scalar.js', async (http) =>
    http.body(await readFile(SCRIPT), 200, { ...script, 'cache-control': 'public, max-age=3600' }),
  )
  return routes
}
