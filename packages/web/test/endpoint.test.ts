import { execFileSync } from 'node:child_process'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bodyOf, postMessage, startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway } from '../../server/test/gateway/start-gateway.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { connectSdk1, connectSdk2 } from '../../server/test/upstreams/sdk-clients.ts'
import type { ClientAddress } from '../../server/test/upstreams/sdk-clients.ts'
import { inBrowser } from './in-browser.ts'

let gateway: Gateway
let url: string
beforeAll(async () => {
  gateway = await startGateway()
  url = gateway.hub.url
})
afterAll(() => gateway.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

/** What the copy button of a block takes away, which is what stands there. */
async function copied(page: Page, block: string): Promise<string> {
  await button(page, `Copy ${block}`).click()
  const text = await page.getByLabel(block, { exact: true }).innerText()
  await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(text)
  return text
}

/** What Claude Code is given when a shell runs its command. @param env variables of that shell */
async function inClaudeCode(page: Page, env: Record<string, string> = {}) {
  const script = `claude() { printf '%s\\n' "$@"; }\n${await copied(page, 'Claude Code command')}`
  const args = execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n')
  const at = args.indexOf('--header')
  const [name, value] = at < 0 ? [] : (args[at + 1]?.split(': ') ?? [])
  const headers: Record<string, string> = name !== undefined && value !== undefined ? { [name]: value } : {}
  return { args, url: args[5] ?? '', headers }
}

async function inCursor(page: Page, name: string): Promise<ClientAddress> {
  const { mcpServers } = JSON.parse(await copied(page, 'Cursor config')) as {
    mcpServers: Record<string, ClientAddress>
  }
  expect(Object.keys(mcpServers)).toEqual([name])
  return mcpServers[name] ?? { url: '' }
}

async function createKey(page: Page, target: string, name: string, more?: string): Promise<void> {
  await button(page, 'Create a key').first().click()
  const form = dialog(page, `Create a key for ${target}`)
  await form.getByLabel('Name', { exact: true }).fill(name)
  if (more !== undefined) await form.getByRole('checkbox', { name: more, exact: true }).click()
  await form.getByRole('button', { name: 'Create key', exact: true }).click()
  await page.getByRole('region', { name: `Key ${name}`, exact: true }).waitFor()
}

async function choose(page: Page, of: string, what: 'Rotate' | 'Revoke'): Promise<void> {
  await button(page, `More on ${of}`).click()
  await page.getByRole('menuitem', { name: what, exact: true }).click()
  await dialog(page, `${what} ${of}?`)
    .getByRole('button', { name: `${what} ${of}`, exact: true })
    .click()
  await dialog(page, `${what} ${of}?`).waitFor({ state: 'detached' })
}

const secretIn = ({ headers }: ClientAddress) => headers?.['Authorization']?.replace('Bearer ', '') ?? ''

const namesOf = async (client: { listTools(): Promise<{ tools: { name: string }[] }> }) =>
  (await client.listTools()).tools.map(({ name }) => name).toSorted()

async function areaTools(): Promise<string[]> {
  const answer = await gateway.owner.get('/connectors/leads/tools')
  return bodyOf<{ items: { name: string }[] }>(answer)
    .items.map(({ name }) => name)
    .toSorted()
}

async function refused({ url: endpoint, headers = {} }: ClientAddress): Promise<number> {
  return (await postMessage(endpoint, { jsonrpc: '2.0', id: 1, method: 'tools/list' }, headers)).status
}

describe('connecting AI tools', () => {
  it('ADR-4, ADR-5, ADR-6, ADR-7, ADR-8, ADR-9, ADR-12, ADR-13: what the i of an area shows lets clients use that area alone', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/agents/connectors')
      const card = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Leads' }) })
      await card.getByRole('button', { name: 'Connect AI tools', exact: true }).click()
      const guide = dialog(page, 'Connect AI tools')
      await guide.getByText(/treat both as a secret, keep them private/).waitFor()
      await createKey(page, 'Leads', 'Terminal')
      const { args, ...claude } = await inClaudeCode(page)
      expect(args.slice(0, 5)).toEqual(['mcp', 'add', '--transport', 'http', 'sales-leads'])
      expect(claude.url).toBe(
        `${url}/api/mcp/sales-management?account_id=${gateway.hub.accountId}&domain=sales_clients`,
      )
      expect(await inCursor(page, 'sales-leads')).toEqual(claude)
      const client = await connectSdk1(claude)
      expect(await namesOf(client)).toEqual(await areaTools())
      expect((await client.callTool({ name: 'list_labels', arguments: {} })).isError ?? false).toBe(false)
      await client.close()
      expect(await refused({ url: claude.url }), 'without the key').toBe(401)

      await page.keyboard.press('Escape')
      await card.getByRole('button', { name: 'Connect AI tools', exact: true }).click()
      await createKey(page, 'Leads', 'No headers', 'For a client that cannot send headers')
      const keyed = await inClaudeCode(page)
      expect(keyed.args).toHaveLength(6)
      expect(await copied(page, 'Server address')).toBe(keyed.url)
      const other = await connectSdk2(keyed)
      expect(await namesOf(other)).toEqual(await areaTools())
      await other.close()
    })
  })

  it('ADR-15, ADR-5, ADR-6, ADR-7: what the endpoint page shows lets clients use the agent, until its key ends', async () => {
    await gateway.owner.post('/connectors/platform', { area: 'leads' })
    const agent = await gateway.agent('Lead finder', ['leads'])
    await inBrowser({ url, login }, async (start, { context }) => {
      await start.clock.install()
      await start.goto('/')
      await start.getByText('2 of 3 steps done', { exact: true }).waitFor()
      const page = await context.newPage()
      await page.goto(`/agents/${agent.id}/endpoint`)
      await createKey(page, 'Lead finder', 'Laptop')
      const first = await inCursor(page, 'lead-finder')
      const { args, ...claude } = await inClaudeCode(page)
      expect(claude).toEqual(first)
      expect(args).toHaveLength(8)
      for (const connect of [connectSdk1, connectSdk2]) {
        const client = await connect(first)
        expect(await namesOf(client)).toEqual(await areaTools())
        expect((await client.callTool({ name: 'list_labels', arguments: {} })).isError ?? false).toBe(false)
        await client.close()
      }
      // The page looks again every half a minute.
      await start.clock.fastForward('00:31')
      await start.getByRole('heading', { name: 'Your first tool call went through', exact: true }).waitFor()
      await start
        .getByRole('heading', { name: 'Copy the command into your AI tool (done)', exact: true })
        .waitFor()

      await choose(page, 'Laptop', 'Rotate')
      const shown = page.getByRole('region', { name: 'Key Laptop' }).getByLabel('Key Laptop', { exact: true })
      await expect.poll(() => shown.innerText()).not.toBe(secretIn(first))
      const second = await inCursor(page, 'lead-finder')
      expect(await refused(first)).toBe(401)
      expect(await refused(second)).toBe(200)

      await page.reload()
      await page.getByRole('cell', { name: /^Laptop/ }).waitFor()
      expect(await page.content()).not.toContain(secretIn(second))
      expect(await inClaudeCode(page, { LEAD_FINDER_AGENT_KEY: secretIn(second) })).toMatchObject(second)
      await choose(page, 'Laptop', 'Revoke')
      await page.getByText('Revoked Laptop', { exact: true }).waitFor()
      expect(await refused(second)).toBe(401)
    })
  })
})
