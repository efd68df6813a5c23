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

export interface AccessibilityOptions {
  /** What another theme can change. */
  onlyColours?: boolean
  /** Only what lies over the page, where something does. */
  onlyOpened?: boolean
}

/** What axe finds wrong on a page as it is now, each rule with its first place. WCAG 2.2 A and AA, and its best practices. */
export async function accessibilityProblems(
  page: Page,
  { onlyColours = false, onlyOpened = false }: AccessibilityOptions = {},
): Promise<string[]> {
  const options = {
    runOnly: onlyColours ? { type: 'rule', values: aboutColours } : { type: 'tag', values: tags },
    resultTypes: ['violations'],
    elementRef: true,
    // It would load the style sheets a second time.
    preload: false,
  }
  return page.evaluate<string[]>(`(async () => {
    if (!window.axe) { ${axe} }
    const opened = '${portals} :is([role=dialog], [role=alertdialog], [role=menu])'
    const include = ${onlyOpened} && document.querySelector(opened) ? [['${portals}']] : [['html']]
    const { violations } = await axe.run({ include, exclude: [['${focusGuards}']] }, ${JSON.stringify(options)})
    return violations.flatMap(({ id, help, nodes }) => {
      const counted = nodes.filter(({ element }) => id !== 'region' || !element?.closest('${portals}'))
      const [first] = counted
      return first ? [id + ' (' + counted.length + '): ' + help + '\\n  ' + first.html.slice(0, 300) + '\\n  ' + first.failureSummary] : []
    })
  })()`)
}
