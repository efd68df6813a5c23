import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../../server/test/gateway/start-gateway.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { startModernServer } from '../../server/test/upstreams/modern-server.ts'
import type { ModernServer } from '../../server/test/upstreams/modern-server.ts'
import { inBrowser } from './in-browser.ts'
import { pressUntilFocused } from './press-until-focused.ts'

let gateway: Gateway
let server: ModernServer
let agent: TestAgent
let url: string
beforeAll(async () => {
  ;[gateway, server] = await Promise.all([startGateway(), startModernServer()])
  url = gateway.hub.url
  await gateway.owner.post('/connectors/platform', { area: 'leads' })
  await gateway.add('Notes', server.url)
  agent = await gateway.agent('Helper', ['notes'])
})
afterAll(async () => {
  await gateway.close()
  await server.close()
})

const covered = 'Already covered by Sales Platform tools above'
const toggle = (page: Page, name: string) => page.getByRole('switch', { name, exact: true })

describe('the settings of an agent', () => {
  it('AGT-1, AGT-6: changes count once they are saved, leaving asks, and a reset follows the template', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto(`/agents/${agent.id}/settings`)
      await toggle(page, 'Leads').click()
      await page.getByText('Not saved yet', { exact: true }).waitFor()
      await page.getByRole('link', { name: 'Agents', exact: true }).first().click()
      const leaving = page.getByRole('dialog', { name: 'Leave without saving?', exact: true })
      await leaving.getByText('1 change of this agent is not saved, and would have no effect.').waitFor()
      await leaving.getByRole('button', { name: 'Keep editing', exact: true }).click()
      expect(page.url()).toContain('/settings')
      await page.getByRole('textbox', { name: 'Instructions (optional)', exact: true }).fill('Be kind.')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Leads turned on. Instructions changed.', { exact: true }).waitFor()
      await page.getByText('Customized', { exact: true }).waitFor()

      await page.getByRole('button', { name: 'Reset to default', exact: true }).click()
      const reset = page.getByRole('dialog', { name: 'Reset to default?', exact: true })
      expect(await reset.innerText()).toMatch(/Turned off: (Leads and Notes|Notes and Leads)\./)
      await reset.getByRole('button', { name: 'Reset to default', exact: true }).click()
      await page.getByText('Helper follows Blank everywhere', { exact: true }).waitFor()
      await page.getByText('Customized', { exact: true }).waitFor({ state: 'detached' })
      expect(await toggle(page, 'Leads').getAttribute('aria-checked')).toBe('false')
      expect(await page.getByRole('textbox', { name: 'Instructions (optional)' }).inputValue()).toBe(
        'Be kind.',
      )
    })
    await agent.toggle({ notes: 'on' })
  })

  it('UX-11, PLT-5, UX-17: an area below the big toggle is read out as covered, and stays where it is', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto(`/agents/${agent.id}/settings`)
      await pressUntilFocused(page, 'Tab', { role: 'switch', name: 'Sales Platform tools' })
      await page.keyboard.press('Space')
      await page.getByText(covered, { exact: true }).waitFor()
      await pressUntilFocused(page, 'Tab', { role: 'switch', name: 'Leads' })
      const leads = toggle(page, 'Leads')
      expect(await leads.getAttribute('aria-disabled')).toBe('true')
      await page.getByRole('switch', { name: 'Leads', exact: true, description: covered }).waitFor()
      const before = await leads.getAttribute('aria-checked')
      await page.keyboard.press('Space')
      await leads.click({ force: true })
      expect(await leads.getAttribute('aria-checked')).toBe(before)
      await page.getByRole('button', { name: 'Discard', exact: true }).click()
      await page.getByText(covered, { exact: true }).waitFor({ state: 'detached' })
    })
  })
})

const failure = { error: { code: 'internal', message: 'Something failed in the hub.', request_id: 'req_1' } }

describe('the tools of an agent', () => {
  it('TRB-6, SEC-6: a blocked tool leaves its clients, and the page says why something is not there', async () => {
    const names = async () => (await (await agent.sdk2()).listTools()).tools.map(({ name }) => name)
    expect(await names()).toContain('notes__write_note')
    await inBrowser({ url, login }, async (page, { expectFailure }) => {
      await page.goto(`/agents/${agent.id}/tools`)
      await page.getByLabel('Policy of notes__write_note', { exact: true }).selectOption('block')
      await page.getByText('Block: notes__write_note', { exact: true }).waitFor()
      expect(await names()).not.toContain('notes__write_note')

      await page.getByRole('button', { name: "Why isn't it here?", exact: true }).click()
      const why = page.getByRole('dialog', { name: "Why isn't it here?", exact: true })
      const ask = why.getByRole('searchbox', { name: 'Name of a tool or a connector', exact: true })
      // Nobody is told that a tool is nowhere while its list could not be read.
      expectFailure(/ 500 .*\/tools$/)
      const lists = '**/api/v1/connectors/*/tools'
      await page.route(lists, (route) => route.fulfill({ status: 500, json: failure }))
      await ask.fill('no such thing')
      await why.getByText(/^0 tools match\. The tools of \d+ connectors could not be read\.$/).waitFor()
      await page.unroute(lists)
      await why.getByRole('button', { name: 'Try again', exact: true }).click()
      await why.getByText(/^No connector of this account has a tool called "no such thing"/).waitFor()
      await ask.fill('write_note')
      await why.getByText('It is blocked by this agent. Close this, and change its policy.').waitFor()
      await ask.fill('slack_search')
      await why
        .getByText(/^Slack is not connected, and off for this agent\. Connect it/)
        .first()
        .waitFor()
      await ask.fill('list_clients')
      await why.getByRole('link', { name: /on/ }).first().waitFor()
    })
  })
})

describe('trying a tool', () => {
  it('SEC-6, GEN-10: an error stands at its argument, and what destroys asks once more', async () => {
    await agent.toggle({ leads: 'on' })
    await inBrowser({ url, login }, async (page) => {
      await page.goto(`/agents/${agent.id}/try?tool=get_client`)
      const client = page.getByLabel('client_id (required)', { exact: true })
      await client.fill('cli_missing')
      await page.getByRole('button', { name: 'Run get_client', exact: true }).click()
      await page.getByText('The tool refused', { exact: true }).waitFor()
      await expect.poll(() => client.getAttribute('aria-invalid')).toBe('true')

      await page.goto(`/agents/${agent.id}/try?tool=notes__delete_note`)
      await page.getByLabel('id (required)', { exact: true }).fill('n1')
      const run = page.getByRole('button', { name: 'Run notes__delete_note', exact: true })
      await run.click()
      const really = page.getByRole('dialog', { name: 'Run notes__delete_note for real?', exact: true })
      await really.getByRole('button', { name: 'Cancel', exact: true }).click()
      expect(server.traces.deletes).toEqual([])
      await run.click()
      await really.getByRole('button', { name: 'Run notes__delete_note', exact: true }).click()
      await page.getByLabel('Answer', { exact: true }).getByText('Deletion 1 done.').waitFor()
      expect(server.traces.deletes).toEqual(['n1'])
    })
  })
})
