import type { Browser } from '../tour/browser.ts'
import { signInTo } from './connect.ts'
import type { StandIns } from './stand-ins.ts'

/** A demo that is kept: what stands for the apps is new and knows no grant, so each connected app is signed in to again. */
export async function signInAgain(browser: Browser, standIns: StandIns): Promise<void> {
  const { account, accounts } = await browser.client.session.get()
  for (const { id } of accounts) {
    await browser.client.session.switchAccount({ account_id: id })
    const { items } = await browser.client.connectors.list()
    const connected = items.filter(({ family, status, app }) => {
      return family === 'app' && status === 'connected' && app?.sign_in === 'oauth2'
    })
    await signInTo(
      browser,
      standIns,
      connected.map(({ slug }) => slug),
    )
  }
  await browser.client.session.switchAccount({ account_id: account.id })
}
