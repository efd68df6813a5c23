import { createClient } from '@jackfield/sdk'
import type { AppProvider } from '../test/upstreams/app-provider/start-app-provider.ts'
import type { LocalHub } from './local-hub.ts'

/** The browser of the hub's owner: logged in with a cookie, as the dashboard is. */
export interface Browser {
  /**
   * Signs in to an app: asks the hub for the consent page, allows it there, and follows the way back.
   * @returns the consent page's address, and what the hub says in the end
   */
  signIn(id: string, provider: AppProvider): Promise<{ consentPage: URL; landed: string }>
}

export async function openBrowser({ url, admin }: LocalHub): Promise<Browser> {
  let cookie = ''
  const visit: typeof fetch = async (address, init) => {
    const headers = new Headers(init?.headers)
    headers.set('origin', url)
    if (cookie !== '') headers.set('cookie', cookie)
    const answer = await fetch(address, { ...init, headers })
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return answer
  }
  const client = createClient({ url, fetch: visit })
  await client.session.logIn({ ...admin, kind: 'cookie' })
  return {
    async signIn(id, provider) {
      const { authorize_url } = await client.connectors.signIn(id)
      const back = await provider.consent(authorize_url, { decision: 'allow' })
      const page = await (await visit(back)).text()
      return { consentPage: new URL(authorize_url), landed: /<h1[^>]*>([^<]*)/.exec(page)?.[1] ?? page }
    },
  }
}
