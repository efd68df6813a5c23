import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGateway } from '../../server/test/gateway/start-gateway.ts'
import type { Gateway, TestAgent } from '../../server/test/gateway/start-gateway.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { startModernServer } from '../../server/test/upstreams/modern-server.ts'
import type { ModernServer } from '../../server/test/upstreams/modern-server.ts'
import { inBrowser } from './in-browser.ts'

let gateway: Gateway
let server: ModernServer
let agent: TestAgent
let url: string
beforeAll(async () => {
  ;[gateway, server] = await Promise.all([startGateway(), startModernServer()])
  url = gateway.hub.url
  await gateway.add('Notes', server.url)
  agent = await gateway.agent('Helper', ['notes'])
  await call('echo', { message: 'first', api_key: 'hunter2' })
})
afterAll(async () => {
  await gateway.close()
  await server.close()
})

async function call(name: string, given: Record<string, unknown>): Promise<void> {
  await (await agent.sdk2()).callTool({ name: `notes__${name}`, arguments: given })
}

describe('the activity page', () => {
  it('SEC-9, CON-23: calls and changes, live, with masked arguments; filters are kept in the address', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/activity')
      const log = page.getByRole('region', { name: 'Log', exact: true })
      await log.getByRole('link', { name: /Helper called notes__echo/ }).waitFor()
      await page.getByLabel('Kind', { exact: true }).selectOption({ label: 'Changes' })
      await log
        .getByRole('link', { name: /Olga Owner/ })
        .first()
        .waitFor()
      await log.getByRole('link', { name: /notes__echo/ }).waitFor({ state: 'detached' })
      await page.reload()
      expect(await page.getByLabel('Kind', { exact: true }).inputValue()).toBe('change')
      await page.getByRole('button', { name: 'Clear all filters', exact: true }).click()
      await log.getByRole('link', { name: /notes__echo/ }).waitFor()

      await page.getByRole('switch', { name: 'Live', exact: true }).click()
      await call('add', { a: 1, b: 2 })
      await log.getByRole('link', { name: /Helper called notes__add/ }).waitFor()
      await log.getByText('1 new', { exact: true }).waitFor()

      await log.getByRole('link', { name: /notes__echo/ }).click()
      const details = page.getByRole('dialog', { name: /Helper called notes__echo/ })
      const given = await details.getByLabel('Arguments', { exact: true }).innerText()
      expect(JSON.parse(given)).toMatchObject({ message: 'first', api_key: expect.any(String) })
      expect(given).not.toContain('hunter2')
      await page.reload()
      await details.waitFor()
      await page.keyboard.press('Escape')
      await expect.poll(() => page.url()).toBe(`${url}/activity`)
    })
  })

  it('SEC-9: what the filters leave can be taken away, and the charts can be read as tables', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/activity?kind=call')
      await page.getByRole('button', { name: 'Export', exact: true }).click()
      const coming = page.waitForEvent('download')
      await page.getByRole('link', { name: 'Download JSON lines', exact: true }).click()
      const lines = (await readFile(await (await coming).path(), 'utf8')).trim().split('\n')
      expect(lines.map((line) => (JSON.parse(line) as { tool: string }).tool)).toContain('notes__echo')
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: 'Charts', exact: true }).click()
      await page.getByText('Calls as a table', { exact: true }).click()
      const table = page.getByRole('table', { name: 'Calls', exact: true })
      const numbers = await table.getByRole('cell').allInnerTexts()
      expect(numbers.some((text) => /^[1-9]\d*$/.test(text))).toBe(true)
    })
  })
})
