import { Hono } from 'hono'
import { finishSignIn } from '../connections/finish-sign-in.ts'
import type { SignInEnd } from '../connections/finish-sign-in.ts'
import type { Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import { authenticate } from './authenticate.ts'
import { answerPage } from './pages/answer-page.ts'

/**
 * Where providers send people back to, another address for each owner of an OAuth app and each app. The browser's
 * session says who comes back; an address that is called without one tells nothing and changes nothing.
 */
export function callbackRoutes(services: Services): Hono {
  const routes = new Hono()
  routes.get('/oauth/callback/:owner/:slug', async (http) => {
    const { owner, slug } = http.req.param()
    const parameters = new URL(http.req.url).searchParams
    const redirectUri = `${services.publicUrl()}/oauth/callback/${owner}/${slug}`
    try {
      const ctx = await authenticate(services, http.req.raw)
      const end = await finishSignIn({ ctx, input: { redirectUri, parameters } })
      return http.redirect(connectorsPage(services, end), 303)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      // The person consented in a browser that is not logged in: they log in and come back here.
      if (error.code === 'unauthenticated') return http.redirect(loginPage(services, http.req.url), 303)
      const status = error.code === 'forbidden' ? 403 : 400
      return answerPage(status, 'Nothing was connected', [error.message, error.hint ?? ''])
    }
  })
  return routes
}

function loginPage(services: Services, url: string): string {
  const { pathname, search } = new URL(url)
  return `${services.publicUrl()}/login?${new URLSearchParams({ return_to: pathname + search }).toString()}`
}

/** The Connectors page says how it ended (CON-3, CON-19). */
function connectorsPage(services: Services, end: SignInEnd): string {
  const page = new URL(`${services.publicUrl()}/agents/connectors`)
  page.searchParams.set(end.ended, end.slug)
  if (end.ended === 'failed') page.searchParams.set('message', end.message)
  return page.href
}
