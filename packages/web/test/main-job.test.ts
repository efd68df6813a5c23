import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway } from '../../server/test/gateway/start-gateway.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { inBrowser } from './in-browser.ts'
import { pressUntilFocused } from './press-until-focused.ts'

let gateway: Gateway
let url: string
beforeAll(async () => {
  gateway = await startGateway()
  url = gateway.hub.url
})
afterAll(() => gateway.close())

describe('the main job', () => {
  it('TRB-1, CON-2, UX-1, UX-14: connect Leads, turn it on for an agent and save, by mouse', async () => {
    const agent = await gateway.agent('Lead finder')
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/')
      await page.getByRole('link', { name: 'Connectors', exact: true }).click()
      // The first page offers Leads, too.
      await page.getByRole('heading', { name: 'Connectors', level: 1 }).waitFor()
      await page.getByRole('button', { name: 'Connect Leads', exact: true }).click()
      await isConnectedAndPinned(page)
      await page.getByText('No agent uses it until you turn it on there.', { exact: true }).waitFor()
      expect(await toolNames(agent)).toEqual([])

      await page.getByRole('link', { name: 'Turn it on for an agent', exact: true }).click()
      await page.getByRole('link', { name: 'Lead finder', exact: true }).click()
      await page.getByRole('switch', { name: 'Leads', exact: true }).click()
      expect(await toolNames(agent), 'before it is saved').toEqual([])
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Leads turned on.', { exact: true }).waitFor()
      await page.getByRole('link', { name: 'Try it', exact: true }).click()
      await page.getByRole('combobox', { name: 'Tool', exact: true }).fill('list_clients')
      await page.getByRole('option', { name: /list_clients/ }).click()
      await page.getByRole('button', { name: 'Run list_clients', exact: true }).click()
      await isAnswered(page)
      await page.getByRole('link', { name: /^call_/ }).click()
      await page
        .getByRole('link', { name: /Lead finder called list_clients on Leads by Olga Owner/ })
        .waitFor()
    })
    expect(await toolNames(agent)).toContain('list_clients')
  })

  it('TRB-1, UX-17, TRB-2: the same by keyboard alone, and again after a disconnect', async () => {
    const agent = await gateway.agent('Second finder')
    await gateway.owner.post('/connectors/leads/disconnect')
    await inBrowser({ url, login }, async (page) => {
      const { keyboard } = page
      await page.goto('/')
      await page.getByRole('heading', { level: 1 }).waitFor()
      await find(page, 'connectors')
      await page.getByRole('heading', { name: 'Connectors', level: 1 }).waitFor()
      await pressUntilFocused(page, 'Tab', { role: 'button', name: 'Connect Leads' })
      await keyboard.press('Enter')
      await isConnectedAndPinned(page)
      await find(page, 'Second finder')
      await page.getByRole('heading', { name: 'Second finder', level: 1 }).waitFor()
      await pressUntilFocused(page, 'Tab', { role: 'switch', name: 'Leads' })
      await keyboard.press('Space')
      await pressUntilFocused(page, 'Tab', { role: 'button', name: 'Save' })
      await keyboard.press('Enter')
      await page.getByText('Leads turned on.', { exact: true }).waitFor()
      await pressUntilFocused(page, 'Shift+Tab', { role: 'link', name: 'Try it' })
      await keyboard.press('Enter')
      await pressUntilFocused(page, 'Tab', { role: 'combobox', name: 'Tool' })
      await keyboard.type('list_clients')
      await keyboard.press('Enter')
      await pressUntilFocused(page, 'Tab', { role: 'button', name: 'Run list_clients' })
      await keyboard.press('Enter')
      await isAnswered(page)
    })
    expect(await toolNames(agent)).toContain('list_clients')
  })
})

type Agent = Awaited<ReturnType<Gateway['agent']>>

async function toolNames(agent: Agent): Promise<string[]> {
  const { tools } = await (await agent.sdk2()).listTools()
  return tools.map(({ name }) => name)
}

/** Only Leads can answer this. */
async function isAnswered(page: Page): Promise<void> {
  const answer = await page.getByLabel('Answer', { exact: true }).innerText()
  expect(JSON.parse(answer)).toMatchObject({ items: expect.any(Array) })
}

async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find a page, an agent or a connector' }).waitFor()
  await page.keyboard.type(words)
  await page
    .getByRole('option', { name: new RegExp(words, 'i') })
    .first()
    .waitFor()
  await page.keyboard.press('Enter')
}

async function isConnectedAndPinned(page: Page): Promise<void> {
  const first = page.getByRole('list', { name: 'Connected', exact: true }).getByRole('listitem').first()
  await first.getByRole('link', { name: 'Leads', exact: true }).waitFor()
  await first.getByText('Connected', { exact: true }).waitFor()
}
