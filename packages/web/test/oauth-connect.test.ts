import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAppHub } from '../../server/test/apps/app-hub.ts'
import type { AppHub, ConnectedApp } from '../../server/test/apps/app-hub.ts'
import { ownerLogin as login } from '../../server/test/start-hub.ts'
import { inBrowser } from './in-browser.ts'

let apps: AppHub
let slack: ConnectedApp
let url: string
beforeAll(async () => {
  apps = await startAppHub()
  url = apps.gateway.hub.url
  slack = await apps.open('slack')
})
afterAll(() => apps.close())

const connectors = '/agents/connectors'

describe('an app with a sign-in of its own', () => {
  it('SEC-10, CON-3, UX-14, CON-1: tools and scopes first, then its consent page, then it is connected', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto(connectors)
      await page.getByRole('button', { name: 'Connect Slack', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Connect Slack', exact: true })
      await dialog.getByText('Reads', { exact: true }).click()
      await dialog.getByText('slack_search_messages', { exact: true }).waitFor()
      await dialog.getByRole('heading', { name: 'What Slack is asked for', exact: true }).waitFor()
      const asked = await dialog.getByRole('list').getByRole('listitem').locator('code').allInnerTexts()
      await dialog.getByRole('button', { name: 'Continue to Slack', exact: true }).click()

      await page.getByRole('heading', { name: /wants access to Slack/ }).waitFor()
      const granted = await page
        .getByRole('checkbox')
        .evaluateAll((boxes) => boxes.map((box) => box.getAttribute('value') ?? ''))
      expect(granted.length).toBeGreaterThan(0)
      expect(asked).toEqual(expect.arrayContaining(granted))
      await page.getByRole('button', { name: 'Allow access', exact: true }).click()

      await page.getByText('Slack is connected', { exact: true }).waitFor()
      await page.getByText('No agent uses it until you turn it on there.', { exact: true }).waitFor()
      await page.getByRole('link', { name: 'Turn it on for an agent', exact: true }).waitFor()
      await pinned(page).getByRole('link', { name: 'Slack', exact: true }).waitFor()
      await expect.poll(() => page.url()).toBe(url + connectors)
      await page.reload()
      await pinned(page).getByRole('link', { name: 'Slack', exact: true }).waitFor()
      expect(await page.getByText('Slack is connected', { exact: true }).count()).toBe(0)
    })
    expect(slack.provider.grants).toBe(1)
  })

  it('STA-5, CON-12: revoked at the provider, the card says why, and a reconnect mends it', async () => {
    slack.provider.revokeGrant()
    await inBrowser({ url, login }, async (page) => {
      await page.goto(`${connectors}/slack`)
      await page.getByRole('button', { name: 'Check now', exact: true }).click()
      await expect.poll(async () => (await slack.connector()).status).toBe('needs_reconnect')
      const reason = (await slack.connector()).status_reason ?? ''
      expect(reason).toContain('Slack')
      await page.getByText(reason, { exact: true }).first().waitFor()
      await page.getByRole('link', { name: 'Connectors', exact: true }).first().click()
      const broken = page.getByRole('list', { name: 'Needs reconnect', exact: true })
      await broken.getByText(reason, { exact: true }).waitFor()
      await broken.getByText('Reconnect', { exact: true }).first().waitFor()
      await broken.getByRole('button', { name: 'Reconnect Slack', exact: true }).click()
      await page.getByRole('button', { name: 'Continue to Slack', exact: true }).click()
      await page.getByRole('button', { name: 'Allow access', exact: true }).click()
      await pinned(page).getByRole('link', { name: 'Slack', exact: true }).waitFor()
    })
  })

  it('CON-22, CON-10, CON-11: a disconnect names first who loses it; the grant ends at the provider', async () => {
    await apps.gateway.agent('Announcer', [(await slack.connector()).id])
    await inBrowser({ url, login }, async (page) => {
      await page.goto(connectors)
      await page.getByRole('button', { name: 'Disconnect Slack', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Disconnect Slack?', exact: true })
      await dialog.getByText('1 agent will skip Slack:', { exact: true }).waitFor()
      await dialog.getByRole('link', { name: 'Announcer', exact: true }).waitFor()
      await dialog.getByRole('button', { name: 'Cancel', exact: true }).click()
      expect((await slack.connector()).status).toBe('connected')
      await page.getByRole('button', { name: 'Disconnect Slack', exact: true }).click()
      await dialog.getByRole('button', { name: 'Disconnect Slack', exact: true }).click()
      await page.getByText('Slack is disconnected', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Connect Slack', exact: true }).waitFor()
      await page.getByText('1 agent skips it', { exact: true }).waitFor()
    })
    await expect.poll(() => slack.provider.grants).toBe(0)
  })

  it('CON-19, CON-6: a refusal and a failure are told in place, as text, and change nothing', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto(connectors)
      await page.getByRole('button', { name: 'Connect Slack', exact: true }).click()
      await page.getByRole('button', { name: 'Continue to Slack', exact: true }).click()
      await page.getByRole('button', { name: 'Deny', exact: true }).click()
      await page.getByRole('alert').getByText('Slack gave no access', { exact: true }).waitFor()
      expect((await slack.connector()).status).toBe('available')
      await page.getByRole('button', { name: 'Try again', exact: true }).click()
      await page.getByRole('dialog', { name: 'Connect Slack', exact: true }).waitFor()

      const message = '<img src=x onerror="document.title=1"><b>bold</b>'
      await page.goto(`${connectors}?failed=slack&message=${encodeURIComponent(message)}`)
      const notice = page.getByRole('alert')
      await notice.getByText(message, { exact: true }).waitFor()
      expect(await notice.locator('img, b').count()).toBe(0)
      await expect.poll(() => page.url()).toBe(url + connectors)

      // Anybody can write such an address; it is not believed.
      await page.goto(`${connectors}?connected=slack`)
      await expect.poll(() => page.url()).toBe(url + connectors)
      expect(await page.getByText('Slack is connected', { exact: true }).count()).toBe(0)
    })
  })

  it('CON-14, CON-15: without an OAuth app it says how to get one, takes it, and goes on', async () => {
    const github = await apps.open('github')
    await apps.gateway.owner.delete('/connectors/github/oauth-app')
    await inBrowser({ url, login }, async (page) => {
      await page.goto(connectors)
      await page.getByRole('button', { name: 'Connect GitHub', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: 'Connect GitHub', exact: true })
      await dialog.getByRole('button', { name: 'Copy Redirect URI', exact: true }).click()
      await dialog.getByText('Redirect URI copied', { exact: true }).waitFor()
      const copied = await page.evaluate('navigator.clipboard.readText()')
      expect(copied).toBe(await dialog.getByLabel('Redirect URI', { exact: true }).innerText())
      await dialog.getByLabel('Client ID', { exact: true }).fill(github.provider.client.clientId)
      await dialog.getByLabel('Client secret', { exact: true }).fill(github.provider.client.clientSecret)
      await dialog.getByRole('button', { name: 'Save and go on', exact: true }).click()
      await dialog.getByRole('button', { name: 'Continue to GitHub', exact: true }).click()
      await page.getByRole('button', { name: 'Allow access', exact: true }).click()
      await pinned(page).getByRole('link', { name: 'GitHub', exact: true }).waitFor()
    })
  })

  it('UX-4, STA-7, CAT-18: search, status and category combine, and a reload keeps them', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto(connectors)
      await page.getByRole('button', { name: /^Available/ }).click()
      await page.getByRole('searchbox', { name: 'Search connectors', exact: true }).fill('git')
      await page.getByRole('button', { name: 'Connect GitLab', exact: true }).waitFor()
      await page.waitForURL(/q=git/)
      await page.reload()
      await page.getByRole('button', { name: 'Connect GitLab', exact: true }).waitFor()
      expect(
        await page.getByRole('button', { name: /^(Connect|Disconnect) (?!AI)/ }).allInnerTexts(),
      ).toEqual(['Connect'])
      await page.getByRole('button', { name: /^Connected/ }).click()
      await page.getByRole('link', { name: 'GitHub', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Connect GitLab', exact: true }).waitFor({ state: 'detached' })
    })
  })
})

function pinned(page: Page) {
  return page.getByRole('list', { name: 'Connected', exact: true })
}
