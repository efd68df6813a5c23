import type { Page } from 'playwright-core'

/** Resolves when the page shows what it has: its own heading, nothing that still loads, every font and picture. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' })
  await page.waitForLoadState('networkidle')
  await page.evaluate('document.fonts.ready.then(() => undefined)')
}
