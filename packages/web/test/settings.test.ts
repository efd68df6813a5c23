import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apiFor } from '../../server/test/api.ts'
import { addPerson, personPassword } from '../../server/test/people/add-person.ts'
import { ownerLogin as login, startHub } from '../../server/test/start-hub.ts'
import type { TestHub } from '../../server/test/start-hub.ts'
import { serveOnLoopback } from '../../server/test/upstreams/listen-on-loopback.ts'
import { inBrowser } from './in-browser.ts'

let hub: TestHub
let url: string
beforeAll(async () => {
  hub = await startHub()
  url = hub.url
})
afterAll(() => hub.close())

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const dialog = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
const said = (page: Page, text: string): Promise<void> =>
  page.getByText(text, { exact: true }).first().waitFor()
const choose = async (page: Page, of: string, action: string): Promise<void> => {
  await button(page, `More on ${of}`).click()
  await page.getByRole('menuitem', { name: action, exact: true }).click()
}

describe('the settings of an account', () => {
  it('ROL-8: somebody is invited with a link that is shown once, gets another role, and is removed', async () => {
    const person = await addPerson(hub.services, hub.accountId, 'builder')
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/settings/members')
      await button(page, 'Invite somebody').click()
      await page.getByLabel('E-mail', { exact: true }).fill('nia@example.com')
      await page.getByLabel('Role', { exact: true }).selectOption('viewer')
      await button(page, 'Make the link').click()
      const link = await page.getByLabel('Invitation link', { exact: true }).innerText()
      expect(link).toMatch(`${url}/accept-invitation?token=jf_invite_`)
      await button(page, 'I have copied it').click()
      await said(page, 'nia@example.com')
      expect(await page.content()).not.toContain(link)
      await choose(page, 'the invitation of nia@example.com', 'Revoke the invitation')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Revoke/ })
        .click()
      await said(page, 'Nobody is invited right now.')

      const role = page.getByLabel(`Role of ${person.name}`, { exact: true })
      await role.selectOption('viewer')
      await button(page, `Make ${person.name} a viewer`).click()
      await expect.poll(() => role.inputValue()).toBe('viewer')
      await choose(page, person.name, 'Remove from the account')
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /^Remove/ })
        .click()
      await role.waitFor({ state: 'detached' })
      await said(page, 'The only owner, so this cannot change.')
    })
    const gone = { email: person.email, password: personPassword }
    expect((await apiFor(url, '').post('/sessions', gone)).status).not.toBe(201)
  })

  it('ADR-15, SEC-11: a key is shown once, gets a new secret, and ends', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/settings/keys')
      await button(page, 'Create API key').click()
      await page.getByLabel('Name', { exact: true }).fill('Nightly export')
      await dialog(page, 'Create an API key').getByRole('button', { name: 'Create API key' }).click()
      const shown = page.getByLabel('API key', { exact: true })
      const first = await shown.innerText()
      expect((await apiFor(url, first).get('/session')).status).toBe(200)
      await button(page, 'I have copied it').click()
      await page.getByRole('cell', { name: /^Nightly export/ }).waitFor()
      await page.reload()
      await page.getByRole('cell', { name: /^Nightly export/ }).waitFor()
      expect(await page.content()).not.toContain(first)

      await choose(page, 'Nightly export', 'Rotate')
      await button(page, 'Rotate Nightly export').click()
      const second = await shown.innerText()
      expect((await apiFor(url, first).get('/session')).status).toBe(401)
      expect((await apiFor(url, second).get('/session')).status).toBe(200)
      await button(page, 'I have copied it').click()
      await choose(page, 'Nightly export', 'Revoke')
      await button(page, 'Revoke Nightly export').click()
      await said(page, 'No API keys yet')
      expect((await apiFor(url, second).get('/session')).status).toBe(401)
    })
  })

  it('SEC-4: a webhook is refused at an inner address, added, and its test arrives', async () => {
    const bodies: string[] = []
    const receiver = await serveOnLoopback(async (request) => {
      bodies.push(await request.text())
      return new Response(null, { status: 204 })
    })
    try {
      await inBrowser({ url, login }, async (page, { expectFailure }) => {
        expectFailure(/ 400 .*\/webhooks$/)
        await page.goto('/settings/webhooks')
        await button(page, 'Add a webhook').click()
        const address = page.getByLabel('URL', { exact: true })
        await address.fill('http://10.0.0.1/hook')
        await button(page, 'Add webhook').click()
        await expect.poll(() => address.getAttribute('aria-invalid')).toBe('true')
        await address.fill(`${receiver.origin}/ops`)
        await page.getByLabel('Description (optional)', { exact: true }).fill('Pager')
        await button(page, 'Add webhook').click()
        const secret = await page.getByLabel('Signing secret', { exact: true }).innerText()
        expect(secret).toMatch(/^whsec_/)
        await button(page, 'I have copied it').click()
        await button(page, 'Send a test').click()
        await dialog(page, 'Deliveries to Pager').waitFor()
        await expect.poll(() => bodies.length, { timeout: 15_000 }).toBe(1)
        await page.keyboard.press('Escape')
        await choose(page, 'Pager', 'Remove')
        await page
          .getByRole('dialog')
          .getByRole('button', { name: /^Remove/ })
          .click()
        await said(page, 'No webhooks yet')
      })
    } finally {
      await receiver.close()
    }
  })

  it('CON-16, CON-15: an OAuth app is set up and deleted; its secret is never shown', async () => {
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/settings/oauth-apps')
      await button(page, 'Set up: OAuth app of Slack').click()
      await page.getByLabel('Client ID', { exact: true }).fill('client-1')
      await page.getByLabel('Client secret', { exact: true }).fill('secret-5f1c9a77e2')
      await button(page, 'Save OAuth app').click()
      await said(page, 'The OAuth app of Slack is saved')
      await button(page, 'Replace: OAuth app of Slack').click()
      expect(await page.getByLabel('Client ID', { exact: true }).inputValue()).toBe('client-1')
      expect(await page.getByLabel('Client secret', { exact: true }).inputValue()).toBe('')
      await button(page, 'Cancel').click()
      await choose(page, 'the OAuth app of Slack', 'Delete the OAuth app')
      await dialog(page, 'Delete the OAuth app of Slack?')
        .getByRole('button', { name: 'Delete OAuth app' })
        .click()
      await button(page, 'Set up: OAuth app of Slack').waitFor()
    })
  })

  it('SEC-6: a preset says what it changes before it does, and an account goes by its name', async () => {
    await inBrowser({ url, login }, async (page, { expectFailure }) => {
      // The only account, and then the session that ended with it.
      expectFailure(/ 409 .*\/account$| 401 /)
      await page.goto('/settings/policies')
      await page.getByRole('radio', { name: /^Read-only/ }).click()
      await said(
        page,
        'From the next call on, tools that write or destroy are blocked, and agents no longer see them.',
      )
      await button(page, 'Set to Read-only').click()
      await said(page, 'The policy is Read-only now')
      expect((await hub.owner.get('/account')).body).toMatchObject({ policy_preset: 'read-only' })

      await page.goto('/settings/account')
      await button(page, 'Delete account').click()
      const deleting = dialog(page, 'Delete First?')
      const really = deleting.getByRole('button', { name: 'Delete First', exact: true })
      expect(await really.isDisabled()).toBe(true)
      await deleting.getByLabel('Type "First" to go on', { exact: true }).fill('First')
      await really.click()
      await deleting.getByText('This is the only account here: without it nobody could log in.').waitFor()
      await hub.owner.post('/accounts', { name: 'Another' })
      await really.click()
      await deleting.waitFor({ state: 'detached' })
    })
    expect((await hub.owner.get('/account')).status).toBe(401)
  })
})
