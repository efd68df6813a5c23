import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ownerLogin } from '../../server/test/start-hub.ts'
import { settled } from '../browser/settled.ts'
import type { Visit } from '../browser/visit.ts'
import { startHostilePlace } from './hostile/place.ts'
import type { HostilePlace } from './hostile/place.ts'
import { hostileStrings } from './hostile/strings.ts'
import { tracesOn } from './hostile/traces.ts'
import { inBrowser } from './in-browser.ts'

const WINDOWS = 3

let place: HostilePlace

beforeAll(async () => {
  place = await startHostilePlace()
})

afterAll(() => place?.close())

interface Look {
  path: string
  open?(page: Page): Promise<unknown>
}

const asOwner = <Result>(use: (page: Page, visit: Visit) => Promise<Result>) =>
  inBrowser({ url: place.hub.url, login: ownerLogin }, use)

const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

/** Opens every row of a list at once. */
const unfold = (page: Page) =>
  page.evaluate(`document.querySelectorAll('main button[aria-expanded=false]').forEach((one) => one.click())`)

it('UX-17, SEC-12: hostile text runs nothing, makes no element and breaks no layout, on any page that shows it', async () => {
  expect(await lookAt(await looks())).toEqual([])
}, 180_000)

it('UX-17, SEC-12: it stands there to the letter', async () => {
  await asOwner(async (page) => {
    await page.goto('/agents')
    await settled(page)
    const shown = await page.getByRole('table').textContent()
    expect(place.names.length).toBeGreaterThan(18)
    expect(place.names.filter((name) => !shown?.includes(name))).toEqual([])
    await page.goto(`/agents/connectors/${place.connector}`)
    await settled(page)
    const { items } = await place.client.connectors.tools(place.connector)
    expect(items.length).toBeGreaterThan(15)
    const tools = await page.getByRole('main').textContent()
    expect(items.filter(({ name }) => !tools?.includes(name)).map(({ name }) => name)).toEqual([])
  })
})

it('UX-10, CUS-6: a logo that is none, or means no good, leaves the default icon', async () => {
  await asOwner(async (page, { expectFailure }) => {
    expectFailure(/ 404 .*\/logos\//)
    await page.goto('/agents/connectors')
    await settled(page)
    const cards = page.getByRole('list', { name: 'Connected' }).getByRole('listitem')
    const withPicture = cards.filter({ has: page.locator('img:not(.opacity-0)') })
    // An SVG is a picture: its script does not run in it, and nothing is asked of elsewhere.
    await expect.poll(() => withPicture.count()).toBe(1)
    expect(
      await page.locator('img').evaluateAll((all) => all.filter((one) => !one.matches('[src^="/"]'))),
    ).toEqual([])
  })
  for (const logo_url of ['javascript:alert(1)', 'data:image/svg+xml,<svg onload=alert(1)>'])
    await expect(
      place.client.connectors.addCustom({
        name: 'No logo',
        url: 'http://127.0.0.1:9/',
        logo_url,
        acknowledged: true,
      }),
    ).rejects.toMatchObject({ code: 'invalid' })
})

/** Every page that shows what others have written. */
async function looks(): Promise<Look[]> {
  const { agent, connector, client } = place
  const text = encodeURIComponent(hostileStrings[1] ?? '')
  const { tools } = await client.agents.toolset(agent)
  const tool = encodeURIComponent(tools.find((one) => one.connector === connector)?.name ?? '')
  const on = (tab: string) => `/agents/${agent}/${tab}`
  return [
    { path: '/' },
    { path: '/?view=table' },
    { path: '/', open: click(/^Account:/) },
    {
      path: '/',
      open: async (page) => {
        await page.keyboard.press('Control+k')
        await page.getByRole('combobox').fill('<')
      },
    },
    { path: '/agents/connectors' },
    { path: `/agents/connectors?q=${text}` },
    { path: `/agents/connectors?failed=${connector}&message=${text}` },
    { path: '/agents/connectors', open: click('Request a connector') },
    { path: '/agents/connectors', open: click(/^Disconnect/) },
    { path: `/agents/connectors/${connector}`, open: unfold },
    { path: `/agents/connectors/${connector}/edit` },
    { path: '/agents' },
    { path: '/agents/templates' },
    { path: '/agents/templates', open: click(/^Edit/) },
    { path: '/agents', open: click('New agent') },
    { path: on('settings') },
    { path: on('tools'), open: unfold },
    { path: on('tools'), open: click("Why isn't it here?") },
    { path: on('endpoint') },
    { path: `${on('try')}?tool=${tool}` },
    { path: `${on('try')}?tool=${tool}`, open: click(/^Run /) },
    { path: on('activity') },
    { path: '/activity' },
    {
      path: '/activity?kind=call',
      open: (page) => page.getByRole('main').locator('a:has(time)').first().click(),
    },
    { path: '/activity?view=charts&by=agent' },
    ...['account', 'members', 'keys', 'policies', 'oauth-apps', 'webhooks'].map((tab) => ({
      path: `/settings/${tab}`,
    })),
  ]
}

async function lookAt(queue: Look[]): Promise<string[]> {
  const found: string[] = []
  const one = () =>
    asOwner(async (page, { expectFailure }) => {
      expectFailure(/ 404 .*\/logos\//)
      for (let look = queue.shift(); look; look = queue.shift()) {
        await page.setViewportSize({ width: 1280, height: 900 })
        const { path, open } = look
        const traces = await tracesAfter(page, look).catch((error: unknown) => [String(error)])
        found.push(...traces.map((trace) => `${path}${open ? ' (opened)' : ''} ${trace}`))
      }
    })
  await Promise.all(Array.from({ length: WINDOWS }, one))
  return found
}

async function tracesAfter(page: Page, { path, open }: Look): Promise<string[]> {
  await page.goto(path)
  await settled(page)
  await open?.(page)
  if (open) await settled(page)
  return [...(await tracesOn(page, 1280)), ...(await tracesOn(page, 320))]
}
