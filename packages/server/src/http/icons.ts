import { icons } from '@jackfield/catalog/icons'
import { Hono } from 'hono'

/** The apps' icons, which ship with the hub. */
export function iconRoutes(): Hono {
  const routes = new Hono()
  routes.get('/icons/:file{[a-z0-9-]+\\.svg}', (http) => {
    const svg = icons[http.req.param('file').replace(/\.svg$/, '')]
    if (svg === undefined) return http.notFound()
    return http.body(svg, 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'cache-control': 'public, max-age=86400',
      // An image that somebody opens by itself runs and loads nothing.
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    })
  })
  return routes
}
