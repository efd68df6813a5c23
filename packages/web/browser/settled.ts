import { setTimeout as delay } from 'node:timers/promises'
import type { Page, Request } from 'playwright-core'

/** Of the kit: what stands where something will be. */
const skeletons = '[class*="animate-[breathe"]'

/** So long nothing has to be asked for until a page is taken to have all: what follows from an answer follows at once. */
const CALM_MS = 150
const LONGEST_MS = 15_000

const asked = new WeakMap<Page, Set<Request>>()

/** Remembers what a page waits for, for `settled`. */
export function watchRequests(page: Page): void {
  const open = new Set<Request>()
  asked.set(page, open)
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
}

/** Resolves when the page shows what it has: its own heading, nothing that still loads, every font and picture. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await calm(page)
  await page.locator(skeletons).first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}

/** Playwright's own `networkidle` takes half a second each time, which is most of what a page takes. */
async function calm(page: Page): Promise<void> {
  const end = Date.now() + LONGEST_MS
  for (let since = Date.now(); Date.now() - since < CALM_MS; await delay(25)) {
    const open = asked.get(page)
    if (open === undefined || open.size > 0) since = Date.now()
    if (Date.now() > end)
      throw new Error(`The page still waits for ${[...(open ?? [])].map((one) => one.url()).join()}`)
  }
}
