import type { Page } from 'playwright-core'

/** Of the kit: what stands where something will be. */
const skeletons = '[class*="animate-[breathe"]'

/** Resolves when the page shows what it has: its own heading, nothing that still loads, every font and picture. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.locator(skeletons).first().waitFor({ state: 'detached' })
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
