import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../../server/test/gateway/start-gateway.ts'
import { addPerson, personPassword } from '../../server/test/people/add-person.ts'
import { startModernServer } from '../../server/test/upstreams/modern-server.ts'
import type { ModernServer } from '../../server/test/upstreams/modern-server.ts'
import { settled } from '../browser/settled.ts'
import { inBrowser } from './in-browser.ts'

let gateway: Gateway
let server: ModernServer
let agent: TestAgent
beforeAll(async () => {
  ;[gateway, server] = await Promise.all([startGateway(), startModernServer()])
  await gateway.owner.post('/connectors/platform', { area: 'leads' })
  await gateway.add('Notes', server.url)
  agent = await gateway.agent('Helper', ['notes', 'leads'])
})
afterAll(async () => {
  await gateway.close()
  await server.close()
})

/** What changes a connection. "Connect AI tools" changes nothing. */
const changing = /^(Connect|Disconnect|Reconnect) (?!AI tools)/
const tabs = ['settings', 'tools', 'endpoint', 'try', 'activity']
const parts = ['account', 'members', 'keys', 'policies', 'oauth-apps', 'webhooks']
const pages = () => [
  '/',
  '/agents/connectors',
  '/agents/connectors/leads',
  '/agents/connectors/notes',
  '/agents/connectors/notes/edit',
  '/agents/connectors/custom',
  '/agents',
  '/agents/templates',
  ...tabs.map((tab) => `/agents/${agent.id}/${tab}`),
  '/activity',
  ...parts.map((part) => `/settings/${part}`),
]

describe('what a role sees', () => {
  it.for(['viewer', 'member', 'builder', 'admin'] as const)(
    'ROL-8: a %s can go to every page, and none of them asks the hub for what is refused',
    async (role) => {
      await as(role, async (page) => {
        await page.goto('/')
        for (const path of pages()) {
          await go(page, path)
          const heading = page.getByRole('heading', { level: 1 })
          await heading.waitFor()
          await page.getByText('Loading', { exact: true }).first().waitFor({ state: 'detached' })
          expect(await heading.count(), path).toBe(1)
          expect(await page.getByText(/^This needs the role/).count(), path).toBe(0)
        }
        await settled(page)
      })
    },
  )

  it('ROL-8, ROL-3: a viewer is offered no change, and is told who can', async () => {
    await as('viewer', async (page) => {
      await page.goto('/agents/connectors')
      await page.getByText(/Owners and admins connect and disconnect; you can look\.$/).waitFor()
      await page.getByRole('link', { name: 'Slack', exact: true }).waitFor()
      expect(await page.getByRole('button', { name: changing }).count()).toBe(0)
      const main = page.getByRole('navigation', { name: 'Main', exact: true })
      expect(await main.getByRole('link').allInnerTexts()).not.toContain('Activity')
      await go(page, `/agents/${agent.id}/settings`)
      await page.getByText('You can look at this agent', { exact: true }).waitFor()
      const leads = page.getByRole('switch', { name: 'Leads', exact: true })
      await leads.click({ force: true })
      expect(await leads.getAttribute('aria-checked')).toBe('true')
      expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0)
      await go(page, '/activity')
      await page.getByText('Only admins and owners can see the log', { exact: true }).waitFor()
      await go(page, '/agents/connectors/custom')
      await page.getByText('An owner or admin adds custom connectors', { exact: true }).waitFor()
    })
  })

  it('ROL-8, ROL-1: a builder turns on what others have connected', async () => {
    await as('builder', async (page) => {
      await page.goto('/agents/connectors')
      await page.getByRole('link', { name: 'Leads', exact: true }).waitFor()
      expect(await page.getByRole('button', { name: changing }).count()).toBe(0)
      await go(page, `/agents/${agent.id}/settings`)
      await page.getByRole('switch', { name: 'Leads', exact: true }).click()
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByText('Leads turned off.', { exact: true }).waitFor()
    })
  })
})

type Role = Parameters<typeof addPerson>[2]

async function as(role: Role, use: (page: Page) => Promise<void>): Promise<void> {
  const { hub } = gateway
  const { email } = await addPerson(hub.services, hub.accountId, role)
  await inBrowser({ url: hub.url, login: { email, password: personPassword } }, use)
}

/** As a link does it: without loading the whole dashboard anew. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`)
  await page.waitForURL(`**${path === '/' ? '/' : path}*`)
}
