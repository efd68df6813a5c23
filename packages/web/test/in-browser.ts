import type { Browser, Page } from 'playwright-core'
import { openBrowser } from '../browser/open-browser.ts'
import { visit } from '../browser/visit.ts'
import type { Visit, VisitOptions } from '../browser/visit.ts'

let browser: Promise<Browser> | undefined

/** The browser of all tests of this process. It ends with the process. */
export function sharedBrowser(): Promise<Browser> {
  browser ??= openBrowser()
  return browser
}

/**
 * Runs `use` in a window of its own, and then checks that nothing went wrong in it that the test does not look at.
 * @throws what `use` throws, with what the page showed then; Error for what went wrong otherwise
 */
export async function inBrowser<Result>(
  options: VisitOptions,
  use: (page: Page, visit: Visit) => Promise<Result>,
): Promise<Result> {
  const window = await visit(await sharedBrowser(), options)
  let result: Result
  try {
    result = await use(window.page, window)
  } catch (error) {
    const seen = await shown(window.page)
    const problems = await window.close().catch((reason: unknown) => String(reason))
    throw new Error([error instanceof Error ? error.message : error, seen, problems].join('\n'), {
      cause: error,
    })
  }
  await window.close()
  return result
}

/** What a screen reader would have read, for the message of a test that failed. */
async function shown(page: Page): Promise<string> {
  const tree = await page
    .locator('body')
    .ariaSnapshot({ timeout: 2000 })
    .catch((error: unknown) => String(error))
  return `At ${page.url()}:\n${tree}`
}
