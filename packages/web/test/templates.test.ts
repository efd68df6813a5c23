import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../../server/test/gateway/start-gateway.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { inBrowser } from './in-browser.ts'

let gateway: Gateway
let follower: TestAgent
let apart: TestAgent
let url: string
beforeAll(async () => {
  gateway = await startGateway()
  url = gateway.hub.url
  await gateway.owner.post('/connectors/platform', { area: 'leads' })
  follower = await gateway.agent('Follower')
  apart = await gateway.agent('Apart')
  await apart.toggle({ leads: 'off' })
})
afterAll(() => gateway.close())

interface Template {
  id: string
  name: string
  version: number
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

async function toolsOf(agent: TestAgent): Promise<string[]> {
  return (await (await agent.sdk2()).listTools()).tools.map(({ name }) => name)
}

/** As another person would, meanwhile. */
async function describeElsewhere(name: string, description: string): Promise<void> {
  const { items } = bodyOf<{ items: Template[] }>(await gateway.owner.get('/templates'))
  const template = items.find((one) => one.name === name)
  const change = { description, version: template?.version }
  bodyOf(await gateway.owner.patch(`/templates/${template?.id}`, change))
}

describe('templates', () => {
  it('AGT-5, AGT-4: what a template turns on moves the agents that inherit, and overwrites nobody', async () => {
    expect(await toolsOf(follower)).toEqual([])
    await inBrowser({ url, login }, async (page, { expectFailure }) => {
      expectFailure(/ 409 .*\/templates\//)
      await page.goto('/agents/templates')
      await button(page, 'Edit Blank').click()
      const edit = dialog(page, 'Blank')
      await edit.getByRole('checkbox', { name: 'Leads', exact: true }).click()
      await describeElsewhere('Blank', 'Said by somebody else.')
      const save = edit.getByRole('button', { name: 'Save template', exact: true })
      await save.click()
      await edit.getByText('Somebody saved this template in between.', { exact: true }).waitFor()
      expect(await toolsOf(follower)).toEqual([])
      await edit.getByRole('button', { name: 'Load the present one', exact: true }).click()
      const description = edit.getByRole('textbox', { name: 'Description (optional)', exact: true })
      await expect.poll(() => description.inputValue()).toBe('Said by somebody else.')
      await edit.getByRole('checkbox', { name: 'Leads', exact: true, checked: false }).click()
      await save.click()
      await page.getByText('2 agents follow it from the next run on.', { exact: true }).waitFor()
      expect(await toolsOf(follower)).toContain('list_clients')
      expect(await toolsOf(apart)).toEqual([])

      const leads = page.getByRole('switch', { name: 'Leads', exact: true })
      await page.goto(`/agents/${follower.id}/settings`)
      await expect.poll(() => leads.getAttribute('aria-checked')).toBe('true')
      await page.goto(`/agents/${apart.id}/settings`)
      await expect.poll(() => leads.getAttribute('aria-checked')).toBe('false')
    })
  })

  it('AGT-4: an agent starts from a new template, which stays as long as one follows it', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/agents/templates')
      await button(page, 'New template').click()
      const made = dialog(page, 'New template')
      await made.getByLabel('Name', { exact: true }).fill('Desk')
      await made.getByRole('textbox', { name: 'Instructions (optional)', exact: true }).fill('Be brief.')
      await made.getByRole('checkbox', { name: 'Leads', exact: true }).click()
      await made.getByRole('button', { name: 'Create template', exact: true }).click()
      await page.getByText('Made the template Desk', { exact: true }).waitFor()
      await more(page, 'New agent from it')
      const agent = dialog(page, 'New agent')
      await agent.getByLabel('Name', { exact: true }).fill('Desk helper')
      await agent.getByRole('button', { name: 'Create agent', exact: true }).click()
      await page.getByText('Follows the template Desk', { exact: true }).waitFor()
      await page.getByRole('switch', { name: 'Leads', exact: true, checked: true }).waitFor()
      expect(await page.getByRole('textbox', { name: 'Instructions (optional)' }).inputValue()).toBe(
        'Be brief.',
      )

      await page.goto('/agents/templates')
      await more(page, 'Delete')
      const kept = dialog(page, 'Desk is still in use')
      await kept.getByRole('link', { name: 'Desk helper', exact: true }).click()
      await button(page, 'More on Desk helper').click()
      await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Delete/ })
        .click()
      await page.waitForURL('**/agents')
      await page.goto('/agents/templates')
      await more(page, 'Delete')
      await dialog(page, 'Delete the template Desk?')
        .getByRole('button', { name: 'Delete template', exact: true })
        .click()
      await page.getByText('Deleted the template Desk', { exact: true }).waitFor()
      await button(page, 'More on Desk').waitFor({ state: 'detached' })
    })
  })
})

async function more(page: Page, action: string): Promise<void> {
  await button(page, 'More on Desk').click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}
