import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../api.ts'
import { startAppHub } from './app-hub.ts'
import type { AppHub, ConnectedApp } from './app-hub.ts'
import { callTool } from './reading-tool.ts'

let hub: AppHub
let gitlab: ConnectedApp
beforeAll(async () => {
  hub = await startAppHub()
  gitlab = await hub.open('gitlab')
})
afterAll(() => hub.close())

const untouched = async (one: ConnectedApp) => {
  const { status, app } = await one.connector()
  expect({ status, label: app.label }).toEqual({ status: 'available', label: null })
}

const allowed = async (one: ConnectedApp, browser = hub.browser) =>
  one.provider.consent(await one.start(browser), { decision: 'allow' })

const errorOf = ({ body }: Answer) =>
  (body as { error: { code: string; message: string; hint?: string } }).error

describe('who may come back with an answer', () => {
  it('CON-18: another person of the account cannot finish it', async () => {
    const back = await allowed(gitlab)
    const other = await hub.browserOf(await hub.newAdmin())
    expect(await other.comeBack(back)).toMatchObject({ status: 400, location: undefined })
    await untouched(gitlab)
    // The one who began still can: the attempt of the other took nothing away.
    expect((await hub.browser.comeBack(back)).location?.search).toBe('?connected=gitlab')
    await hub.gateway.owner.post('/connectors/gitlab/disconnect')
  })

  it('CON-18: the same person in another browser cannot finish it', async () => {
    const person = await hub.newAdmin()
    const [first, second] = [await hub.browserOf(person), await hub.browserOf(person)]
    const back = await allowed(gitlab, first)
    expect(await second.comeBack(back)).toMatchObject({ status: 400 })
    expect((await first.comeBack(back)).status).toBe(303)
    await hub.gateway.owner.post('/connectors/gitlab/disconnect')
  })

  it('CON-18: a browser without a session learns nothing, and may log in first', async () => {
    const back = await allowed(gitlab)
    const answer = await fetch(back, { redirect: 'manual' })
    const login = new URL(answer.headers.get('location') ?? '')
    expect([answer.status, login.pathname]).toEqual([303, '/login'])
    expect(login.searchParams.get('return_to')).toBe(back.pathname + back.search)
    await untouched(gitlab)
  })

  it('CON-18: one that is older than ten minutes is over', async () => {
    const back = await allowed(gitlab)
    const { db } = hub.gateway.hub.services.database
    await db.updateTable('sign_ins').set({ expires_at: new Date() }).execute()
    expect(await hub.browser.comeBack(back)).toMatchObject({ status: 400 })
    await untouched(gitlab)
  })

  it('CON-18: the answer of one app cannot be handed in as that of another', async () => {
    const github = await hub.open('github')
    const back = await allowed(gitlab)
    const elsewhere = new URL(back)
    elsewhere.pathname = elsewhere.pathname.replace('/gitlab', '/github')
    expect(await hub.browser.comeBack(elsewhere)).toMatchObject({ status: 400 })
    elsewhere.pathname = back.pathname.replace(hub.gateway.hub.accountId, 'installation')
    expect(await hub.browser.comeBack(elsewhere)).toMatchObject({ status: 400 })
    await untouched(gitlab)
    await untouched(github)
    expect(github.provider.tokenRequests).toBe(0)
  })

  it('CON-18, SEC-7: a code that an attacker got for their own account links nothing to a victim', async () => {
    const attacker = await hub.browserOf(await hub.newAdmin())
    const theirs = await allowed(gitlab, attacker)
    const victims = new URL(await allowed(gitlab))
    const mixed = new URL(victims)
    mixed.searchParams.set('code', theirs.searchParams.get('code') ?? '')
    // The code was made for another PKCE challenge: the provider itself refuses it.
    expect((await hub.browser.comeBack(mixed)).location?.searchParams.get('failed')).toBe('gitlab')
    expect(await hub.browser.comeBack(theirs)).toMatchObject({ status: 400 })
    await untouched(gitlab)
  })

  it('SEC-15: an answer in the name of another issuer is refused, and the code goes nowhere', async () => {
    gitlab.provider.behave({ issuer: 'wrong' })
    const before = gitlab.provider.tokenRequests
    const { location } = await hub.browser.comeBack(await allowed(gitlab))
    gitlab.provider.behave({ issuer: 'ok' })
    expect(location?.searchParams.get('message')).toContain('issuer')
    expect(gitlab.provider.tokenRequests).toBe(before)
    await untouched(gitlab)
  })

  it('CON-18: two accounts have two redirect URIs, and each its own connection', async () => {
    const other = await hub.gateway.hub.secondAccount()
    const options = async (api: typeof other) => (await api.get('/connectors/gitlab/sign-in')).body
    const uri = (body: unknown) => JSON.stringify(body).match(/"redirect_uri":"([^"]*)"/)?.[1]
    const [mine, theirs] = [uri(await options(hub.gateway.owner)), uri(await options(other))]
    expect(mine).toContain(hub.gateway.hub.accountId)
    expect(theirs).not.toBe(mine)
    await gitlab.signIn()
    expect((await other.get('/connectors/gitlab')).body).toMatchObject({
      status: 'available',
      app: { label: null },
    })
    await hub.gateway.owner.post('/connectors/gitlab/disconnect')
  })
})

describe('beginning', () => {
  it('CON-5: a page that is closed leaves nothing', async () => {
    await gitlab.start()
    expect(await gitlab.connector()).toMatchObject({ status: 'available', probe: null, app: { label: null } })
  })

  it('CON-20: two tabs end with one connection', async () => {
    const [one, two] = [await allowed(gitlab), await allowed(gitlab)]
    const ends = await Promise.all([hub.browser.comeBack(one), hub.browser.comeBack(two)])
    expect(ends.map(({ location }) => location?.search)).toEqual(['?connected=gitlab', '?connected=gitlab'])
    const rows = await hub.gateway.hub.services.database.db.selectFrom('connections').select('id').execute()
    expect(rows).toHaveLength(1)
    await hub.gateway.owner.post('/connectors/gitlab/disconnect')
  })

  it('CON-15: an app without an OAuth app says what to register, where, and with which redirect URI', async () => {
    const answer = await hub.browser.api.post('/connectors/asana/sign-in', {})
    expect(answer.status).toBe(409)
    const { message, hint } = errorOf(answer)
    expect(`${message} ${hint}`).toMatch(
      /OAuth app.*https:\/\/app\.asana\.com.*\/oauth\/callback\/acc_[^/]+\/asana/s,
    )
  })

  it('CON-18: an API key cannot consent, and is told what can', async () => {
    const { secret } = (await hub.gateway.owner.post('/keys', { name: 'ci', role: 'admin' })).body as {
      secret: string
    }
    const answer = await fetch(`${hub.gateway.hub.url}/api/v1/connectors/gitlab/sign-in`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('person')
  })

  it('SEC-11: the least scopes are asked for, more on request, and none that the app does not know', async () => {
    const scopes = async (more: Record<string, unknown>) =>
      new URL(await gitlab.start(hub.browser, more)).searchParams.get('scope')?.split(' ')
    const way = gitlab.app.auth.find((one) => one.kind === 'oauth2')
    expect(await scopes({})).toEqual(way?.scopes.default)
    const [extra] = way?.scopes.more ?? []
    if (extra !== undefined) expect(await scopes({ scopes: [extra] })).toContain(extra)
    const answer = await hub.browser.api.post('/connectors/gitlab/sign-in', { scopes: ['sudo_everything'] })
    expect(answer).toMatchObject({ status: 400, body: { error: { issues: [{ field: 'scopes' }] } } })
  })

  it('CON-16: a setting is checked before it becomes part of an address', async () => {
    await hub.open('zendesk')
    for (const subdomain of ['evil.example/x?', '..', 'a@b', '']) {
      const answer = await hub.browser.api.post('/connectors/zendesk/sign-in', { settings: { subdomain } })
      expect(answer).toMatchObject({
        status: 400,
        body: { error: { issues: [{ field: 'settings.subdomain' }] } },
      })
    }
  })
})

describe('providers that answer badly', () => {
  const words: Record<string, RegExp> = {
    html: /web page instead of a token/,
    down: /Try again later/,
    missing_fields: /access_token/,
    wrong_secret: /client id and secret/,
  }

  it.each(Object.entries(words))('CON-6: %s', async (token, expected) => {
    const back = await allowed(gitlab)
    gitlab.provider.behave({ token: token as 'html' })
    const { location } = await hub.browser.comeBack(back)
    gitlab.provider.behave({ token: 'ok' })
    expect(location?.searchParams.get('failed')).toBe('gitlab')
    expect(location?.searchParams.get('message')).toMatch(expected)
    await untouched(gitlab)
  })

  it('CON-14: a redirect URI that is not registered ends at the provider, and is the one that is shown', async () => {
    const dropbox = await hub.open('dropbox')
    const url = new URL(await dropbox.start())
    url.searchParams.set('redirect_uri', `${url.searchParams.get('redirect_uri')}/`)
    await expect(dropbox.provider.consent(url.href, { decision: 'allow' })).rejects.toThrow(/redirect/i)
    await untouched(dropbox)
  })

  it('CON-6: scopes that the provider refuses are named', async () => {
    const way = gitlab.app.auth.find((one) => one.kind === 'oauth2')
    const [scope = ''] = way?.scopes.default ?? []
    gitlab.provider.behave({ refusedScopes: [scope] })
    const { location } = await hub.browser.comeBack(await allowed(gitlab))
    gitlab.provider.behave({ refusedScopes: [] })
    expect(location?.searchParams.get('message')).toMatch(/scope/i)
    await untouched(gitlab)
  })

  it('CON-6, CONFLICT X4: what was connected stays connected when signing in again goes wrong', async () => {
    await gitlab.signIn()
    const back = await allowed(gitlab)
    gitlab.provider.behave({ token: 'html' })
    await hub.browser.comeBack(back)
    gitlab.provider.behave({ token: 'ok' })
    expect(await gitlab.connector()).toMatchObject({ status: 'connected' })
  })
})

describe('files', () => {
  it('RUN-14: come as a resource, with their type and their bytes', async () => {
    const drive = await hub.open('google-drive')
    await drive.signIn()
    const { outcome, result } = await callTool(hub, drive.app, {
      name: 'google_drive_export_file',
      input: { fileId: 'doc 1', mimeType: 'application/pdf' },
    })
    expect(outcome).toBe('ok')
    expect(result.content).toMatchObject([
      {
        type: 'resource',
        resource: { uri: 'jackfield://google-drive/doc%201', mimeType: expect.any(String) },
      },
    ])
    const [{ resource }] = result.content as unknown as [{ resource: { blob?: string; text?: string } }]
    expect((resource.blob ?? resource.text ?? '').length).toBeGreaterThan(0)
    await hub.gateway.owner.post('/connectors/google-drive/disconnect')
  })
})

describe('what the hub says of it', () => {
  it('CAT-10: icons come from the hub itself', async () => {
    const { logo_url } = (await hub.gateway.owner.get('/connectors/gitlab')).body as { logo_url: string }
    expect(new URL(logo_url).origin).toBe(hub.gateway.hub.url)
    const icon = await fetch(logo_url)
    expect(icon.headers.get('content-type')).toContain('image/svg+xml')
    expect(await icon.text()).toContain('<svg')
  })

  it('CAT-4, CAT-5, CAT-18: connected ones first, then the curated order', async () => {
    const { items } = (await hub.gateway.owner.get('/connectors?family=app')).body as {
      items: { slug: string; app: { category: string } }[]
    }
    expect(items).toHaveLength(26)
    expect(items[0]?.slug).toBe('gitlab')
    expect(items.slice(1, 4).map(({ slug }) => slug)).toEqual(['hubspot', 'pipedrive', 'gmail'])
    expect(new Set(items.map(({ app }) => app.category)).size).toBe(8)
  })

  it('CAT-7: who searches for a native CRM is told where it is', async () => {
    const { items, native } = (await hub.gateway.owner.get('/connectors?q=salesforce')).body as {
      items: unknown[]
      native: { name: string; message: string }[]
    }
    expect(items).toEqual([])
    expect(native).toMatchObject([{ name: 'Salesforce', message: expect.stringContaining('Integrations') }])
  })
})
