import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Demo } from '../../server/demo/start-demo.ts'
import { accessibilityProblems } from '../browser/check-accessibility.ts'
import { demoPages } from '../browser/demo-pages.ts'
import { settled } from '../browser/settled.ts'
import { inBrowser } from './in-browser.ts'
import { openStates } from './open-states.ts'
import type { OpenState } from './open-states.ts'
import { runningDemo } from './running-demo.ts'

/** So many windows at once: while one waits for its page, another is looked at. */
const WINDOWS = 3
const height = 900

let demo: Demo
let pages: OpenState[]
let states: OpenState[]

beforeAll(async () => {
  demo = await runningDemo()
  pages = await demoPages(demo.client)
  states = await openStates(demo.client)
})

afterAll(() => demo.close())

it('UX-17: every page of the router is looked at here', async () => {
  const paths = await inBrowser({ url: demo.url, login: demo.owner }, async (page) => {
    await page.goto('/')
    await settled(page)
    return page.evaluate<string[]>('Object.keys(self.__TSR_ROUTER__.routesByPath)')
  })
  // They only lead to the first of their tabs.
  const redirects = ['/agents/$agent', '/settings']
  const shown = [...pages, ...states].map(({ route }) => route)
  expect(new Set(paths.map((path) => path.replace(/(.)\/$/, '$1')))).toEqual(
    new Set([...shown, ...redirects]),
  )
})

it('UX-17: every page is accessible in both themes and fits from 320 to 2560 px', async () => {
  expect(await lookAt(pages)).toEqual([])
}, 180_000)

it('UX-17: so is whatever opens on them: menus, dialogs, forms with errors', async () => {
  expect(await lookAt(states)).toEqual([])
}, 180_000)

it('UX-17: every main place is reached with Tab alone, and shows that it has the focus', async () => {
  await inBrowser({ url: demo.url, login: demo.owner }, async (page) => {
    for (const path of ['/', '/agents/connectors', '/settings/account']) {
      await page.goto(path)
      await settled(page)
      const stops = await tabThrough(page, 16)
      expect(stops.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['Jackfield', 'Connectors', 'Agents', 'Activity', 'Settings']),
      )
      expect(stops.filter(({ visible }) => !visible)).toEqual([])
    }
  })
})

/** What is wrong on these, a line each that begins with the name of the page. */
async function lookAt(wanted: OpenState[]): Promise<string[]> {
  const found: string[] = []
  const queues = [wanted.filter(({ anonymous }) => anonymous), wanted.filter(({ anonymous }) => !anonymous)]
  for (const [index, queue] of queues.entries()) {
    const login = index === 0 ? undefined : demo.owner
    const one = () =>
      inBrowser({ url: demo.url, login, height }, async (page, { expectFailure }) => {
        expectFailure(index === 0 ? / 401 / : / 404 .*no-such/)
        for (let next = queue.shift(); next; next = queue.shift())
          found.push(
            ...(await problemsOf(page, next).catch((error: unknown) => [String(error)])).map(
              (problem) => `${next?.name} ${problem}`,
            ),
          )
      })
    await Promise.all(Array.from({ length: Math.min(WINDOWS, queue.length) }, one))
  }
  return found
}

async function problemsOf(page: Page, { path, open, width = 1280 }: OpenState): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width, height })
  await page.goto(path)
  await settled(page)
  await open?.(page)
  if (open) await settled(page)
  const found: string[] = []
  const note = (where: string, problems: string[]) => found.push(...problems.map((one) => `${where}: ${one}`))
  const headings = await page.locator('h1').count()
  if (headings !== 1) note('structure', [`has ${headings} first headings`])
  const onlyOpened = open !== undefined
  note('light', await accessibilityProblems(page, { onlyOpened }))
  for (const size of open ? [width, 320] : [width, 2560, 320, 390]) {
    await page.setViewportSize({ width: size, height })
    note(`${size} px`, await overflow(page))
  }
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-theme=dark]').waitFor({ state: 'attached' })
  // A page stays at 390 px, where it is laid out otherwise; of what lies over it, only the colours are others.
  note('dark', await accessibilityProblems(page, { onlyOpened, onlyColours: onlyOpened }))
  return found
}

/** How much wider than its window a page is, once it is laid out anew. */
async function overflow(page: Page): Promise<string[]> {
  const wider = await page.evaluate<number>(`new Promise((done) =>
    requestAnimationFrame(() => requestAnimationFrame(() =>
      done(document.documentElement.scrollWidth - document.documentElement.clientWidth))))`)
  return wider > 0 ? [`${wider} px too wide`] : []
}

/** What has the focus after each press of Tab, and whether that changes the looks of it or of what it lies in. */
async function tabThrough(page: Page, presses: number): Promise<{ name: string; visible: boolean }[]> {
  const stops = []
  for (let press = 0; press < presses; press++) {
    await page.keyboard.press('Tab')
    stops.push(
      await page.evaluate<{ name: string; visible: boolean }>(`(() => {
        const element = document.activeElement
        const looks = () => [element, element.parentElement, element.parentElement.parentElement].flatMap((one) =>
          ['', '::before', '::after'].map((part) => {
            const { outline, border, boxShadow, position } = getComputedStyle(one, part)
            return [outline, border, boxShadow, position].join()
          })).join()
        const focused = looks()
        element.blur()
        const visible = looks() !== focused
        element.focus()
        return { name: element.ariaLabel ?? element.innerText.trim(), visible }
      })()`),
    )
  }
  return stops
}
