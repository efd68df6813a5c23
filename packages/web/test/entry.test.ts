import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addPerson, personPassword } from '../../server/test/people/add-person.ts'
import { ownerLogin as login, startBareHub, startHub } from '../../server/test/start-hub.ts'
import type { TestHub } from '../../server/test/start-hub.ts'
import { inBrowser } from './in-browser.ts'

let hub: TestHub
let url: string
beforeAll(async () => {
  hub = await startHub()
  url = hub.url
})
afterAll(() => hub.close())

describe('the way in', () => {
  it('the link of the first start makes the owner, and its token leaves the address at once', async () => {
    const bare = await startBareHub()
    const { firstStart } = bare.hub
    const token = firstStart.state === 'waiting' ? firstStart.token : ''
    try {
      await inBrowser({ url: bare.url }, async (page, { expectFailure }) => {
        expectFailure(/ 401 .*\/session$/)
        await page.goto(`/setup?token=${token}`)
        await page.getByRole('heading', { name: 'Set up Jackfield', exact: true }).waitFor()
        await expect.poll(() => page.url()).toBe(`${bare.url}/setup`)
        await page.getByLabel('Your name', { exact: true }).fill('Ada')
        await page.getByLabel('E-mail', { exact: true }).fill('ada@example.com')
        await page.getByLabel('Password', { exact: true }).fill('short')
        await page.getByLabel('Name of the account', { exact: true }).fill('Engines')
        await page.getByRole('radio', { name: /^Confirm|^Careful/ }).click()
        await page.getByRole('button', { name: 'Set up', exact: true }).click()
        await page.getByText('It has 5 of at least 12 characters.', { exact: true }).waitFor()
        await page.getByLabel('Password', { exact: true }).fill('correct horse battery')
        await page.getByRole('button', { name: 'Set up', exact: true }).click()
        await page.getByRole('heading', { name: 'To your first tool call', exact: true }).waitFor()
        await page.getByRole('button', { name: 'Account: Engines', exact: true }).waitFor()
      })
    } finally {
      await bare.close()
    }
  })

  it('a wrong password stands at the field; a right one leads back to where one was going', async () => {
    await inBrowser({ url }, async (page, { expectFailure }) => {
      expectFailure(/ 401 .*\/sessions?$/)
      await page.goto('/agents?from=a-bookmark')
      await page.getByLabel('E-mail', { exact: true }).fill(login.email)
      await page.getByLabel('Password', { exact: true }).fill('not the password')
      await page.getByRole('button', { name: 'Log in', exact: true }).click()
      const password = page.getByLabel('Password', { exact: true })
      await expect.poll(() => password.getAttribute('aria-invalid')).toBe('true')
      await password.fill(login.password)
      await password.press('Enter')
      await page.getByRole('heading', { name: 'Agents', exact: true }).waitFor()
      expect(page.url()).toBe(`${url}/agents?from=a-bookmark`)

      await page.getByRole('button', { name: /Olga Owner/ }).click()
      await page.getByRole('menuitem', { name: 'Log out', exact: true }).click()
      await page.waitForURL('**/login')
      await page.goto('/settings/keys')
      await page.waitForURL('**/login?return_to=*')
    })
  })

  it('nobody is led to another site by a link to the login page', async () => {
    await inBrowser({ url }, async (page, { context, expectFailure }) => {
      expectFailure(/ 401 .*\/session$/)
      for (const away of [
        'https://evil.example/x',
        '//evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
      ]) {
        await page.goto(`/login?return_to=${encodeURIComponent(away)}`)
        await page.getByLabel('E-mail', { exact: true }).fill(login.email)
        await page.getByLabel('Password', { exact: true }).fill(login.password)
        await page.getByRole('button', { name: 'Log in', exact: true }).click()
        await page.getByRole('navigation', { name: 'Main' }).waitFor()
        expect(page.url(), away).toBe(`${url}/`)
        await context.clearCookies()
      }
    })
  })

  it('ROL-8: an invitation makes a login with its role, and a wrong one says what is wrong', async () => {
    const invite = async (email: string) =>
      ((await hub.owner.post('/invitations', { email, role: 'builder' })).body as { link: string }).link
    await inBrowser({ url }, async (page, { expectFailure }) => {
      expectFailure(/ 401 .*\/session$/)
      await page.goto(await invite('nia@example.com'))
      await expect.poll(() => page.url()).toBe(`${url}/accept-invitation`)
      await page.getByLabel('Your name', { exact: true }).fill('Nia New')
      await page.getByLabel('Password', { exact: true }).fill('twelve or more')
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      await page.getByRole('button', { name: 'Nia New builder', exact: true }).waitFor()
    })
    await inBrowser({ url }, async (page, { expectFailure }) => {
      expectFailure(/ 404 .*\/invitations\/accept$| 401 .*\/session$/)
      await page.goto('/accept-invitation?token=jf_invite_wrong')
      await page.getByLabel('Your name', { exact: true }).fill('Nia New')
      await page.getByLabel('Password', { exact: true }).fill('twelve or more')
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      await page.getByText(/It works once, for seven days/).waitFor()
    })
  })

  it('ROL-8: who has a login joins with its password, and has a role in each account from then on', async () => {
    const { body } = await (await hub.secondAccount()).get('/session')
    const other = body as { account: { id: string; name: string } }
    const person = await addPerson(hub.services, other.account.id, 'member')
    const invited = await hub.owner.post('/invitations', { email: person.email, role: 'builder' })
    const { link } = invited.body as { link: string }
    await inBrowser({ url }, async (page, { expectFailure }) => {
      expectFailure(/ 401 .*\/(session|invitations\/accept)$/)
      await page.goto(link)
      // Who takes themselves for new is told, and asked for the password that there is.
      await page.getByLabel('Your name', { exact: true }).fill('Somebody Else')
      await page.getByLabel('Password', { exact: true }).fill('a password of mine')
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      await page.getByText(`${person.email} has a login already, and this is not its password.`).waitFor()
      await page.getByRole('button', { name: 'I have a login', pressed: true, exact: true }).waitFor()
      const password = page.getByLabel('Your password', { exact: true })
      await expect.poll(() => password.getAttribute('aria-invalid')).toBe('true')
      await password.fill(personPassword)
      await page.getByRole('button', { name: 'Join', exact: true }).click()
      await page.getByRole('button', { name: `${person.name} builder`, exact: true }).waitFor()
      await page.getByRole('button', { name: 'Account: First', exact: true }).click()
      await page.getByRole('menuitemradio', { name: other.account.name }).click()
      await page.getByRole('button', { name: `${person.name} member`, exact: true }).waitFor()
    })
    const again = await hub.owner.get('/invitations')
    expect(JSON.stringify(again.body)).not.toContain(person.email)
  })

  it('ROL-2, SEC-7: a second account shows nothing of the first, and one can go back', async () => {
    await hub.owner.post('/connectors/platform', { area: 'leads' })
    await inBrowser({ url, login }, async (page) => {
      await page.goto('/agents/connectors')
      await page.getByRole('button', { name: 'Disconnect Leads', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Account: First', exact: true }).click()
      await page.getByRole('menuitem', { name: 'New account', exact: true }).click()
      await page.getByLabel('Name', { exact: true }).fill('Other works')
      await page.getByRole('button', { name: 'Create account', exact: true }).click()
      await page.getByRole('button', { name: 'Account: Other works', exact: true }).waitFor()
      await page.getByRole('link', { name: 'Connectors', exact: true }).click()
      await page.getByRole('heading', { name: 'Connectors', level: 1 }).waitFor()
      await page.getByRole('button', { name: 'Connect Leads', exact: true }).waitFor()
      await page.getByRole('button', { name: 'Account: Other works', exact: true }).click()
      await page.getByRole('menuitemradio', { name: /First/ }).click()
      await page.getByRole('button', { name: 'Account: First', exact: true }).waitFor()
      await page.getByRole('link', { name: 'Connectors', exact: true }).click()
      await page.getByRole('button', { name: 'Disconnect Leads', exact: true }).waitFor()
      expect(await page.getByRole('button', { name: 'Connect Leads', exact: true }).count()).toBe(0)
    })
  })
})
