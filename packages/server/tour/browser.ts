import { createClient } from '@jackfield/sdk'
import type { Client, SignInInput } from '@jackfield/sdk'
import type { AppProvider } from '../test/upstreams/app-provider/start-app-provider.ts'
import type { LocalHub } from './local-hub.ts'

/** The browser of the hub's owner: logged in with a cookie, as the dashboard is. */
export interface Browser {
  /** What its pages ask the hub with. */
  client: Client
  /**
   * Signs in to an app: asks the hub for the consent page, allows it there, and follows the way back.
   * @returns the consent page's address, and where it ends at the hub
   */
  signIn(
    id: string,
    provider: Pick<AppProvider, 'consent'>,
    input?: SignInInput,
  ): Promise<{ consentPage: URL; landed: string }>
}

export async function openBrowser({ url, admin }: Pick<LocalHub, 'url' | 'admin'>): Promise<Browser> {
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
    client,
    async signIn(id, provider, input) {
      const { authorize_url } = await client.connectors.signIn(id, input)
      const back = await provider.consent(authorize_url, { decision: 'allow' })
      return { consentPage: new URL(authorize_url), landed: await landing(visit, back) }
    },
  }
}

/** The page of the dashboard that the way back leads to; what the hub says where it leads to none. */
async function landing(visit: typeof fetch, back: string | URL): Promise<string> {
  const answer = await visit(back, { redirect: 'manual' })
  const page = await answer.text()
  const { pathname, search } = new URL(answer.headers.get('location') ?? back, back)
  return answer.status === 303 ? pathname + search : (/<h1[^>]*>([^<]*)/.exec(page)?.[1] ?? page)
}
