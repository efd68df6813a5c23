import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const aboutColours = ['color-contrast', 'link-in-text-block']

/**
 * Base UI's, around an open menu or dialog: empty, and focused only for the moment in which they pass the focus on.
 * axe takes them for something hidden that one can stop at.
 */
const focusGuards = '[data-base-ui-focus-guard]'

/** Base UI's, at the end of the body: what opens over the page need not lie in one of the page's landmarks. */
const portals = '[data-base-ui-portal]'

/**
 * What axe finds wrong on a page as it is now, one line for each place. WCAG 2.2 A and AA, and its best practices.
 * @param only `colours`: what another theme can change
 */
export async function accessibilityProblems(page: Page, only?: 'colours'): Promise<string[]> {
  const runOnly =
    only === 'colours' ? { type: 'rule', values: aboutColours } : { type: 'tag', values: tags }
  const context = { exclude: [[focusGuards]] }
  const options = { runOnly, resultTypes: ['violations'], elementRef: true }
  return page.evaluate<string[]>(`(async () => {
    if (!window.axe) { ${axe} }
    const { violations } = await axe.run(${JSON.stringify(context)}, ${JSON.stringify(options)})
    return violations.flatMap(({ id, help, nodes }) => nodes
      .filter(({ element }) => id !== 'region' || !element?.closest(${JSON.stringify(portals)}))
      .map(({ target, failureSummary }) => id + ': ' + help + ' | ' + target.join(' ') + ' | ' + failureSummary))
  })()`)
}
