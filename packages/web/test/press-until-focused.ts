import type { Page } from 'playwright-core'

const MOST = 150

/**
 * Presses a key until something has the focus, as somebody without a mouse does.
 * @param role the ARIA role, and its name to the letter
 * @throws Error when it is not reached
 */
export async function pressUntilFocused(
  page: Page,
  key: 'Tab' | 'Shift+Tab' | 'ArrowDown' | 'ArrowUp',
  { role, name }: { role: Parameters<Page['getByRole']>[0]; name: string },
): Promise<void> {
  const wanted = page.getByRole(role, { name, exact: true }).and(page.locator(':focus'))
  await page.getByRole(role, { name, exact: true }).first().waitFor()
  for (let presses = 0; presses < MOST; presses += 1) {
    if ((await wanted.count()) > 0) return
    await page.keyboard.press(key)
  }
  throw new Error(`${MOST} times ${key} did not lead to the ${role} "${name}".`)
}
