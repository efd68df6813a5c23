import { apps } from '@jackfield/catalog'
import type { App } from '@jackfield/catalog/run'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { healthChecks } from '../../src/jobs/health-checks.ts'
import { startAppHub } from './app-hub.ts'
import type { AppHub, ConnectedApp } from './app-hub.ts'
import { callReadingTool } from './reading-tool.ts'
import { until } from './until.ts'

/** Every app on the embedded database; on the other one those that differ most in how they sign in. */
const different = ['slack', 'notion', 'google-drive', 'github', 'pipedrive']
const chosen = apps.filter(
  ({ slug }) => process.env['JACKFIELD_TEST_DATABASE'] !== 'postgres' || different.includes(slug),
)
const withOAuth = chosen
  .filter(({ auth }) => auth.some((way) => way.kind === 'oauth2'))
  .map(({ slug }) => slug)
const withKeys = chosen
  .filter(({ auth }) => auth.some((way) => way.kind === 'api_key'))
  .map(({ slug }) => slug)

let hub: AppHub
beforeAll(async () => void (hub = await startAppHub()))
afterAll(() => hub.close())

/** The apps whose story is told. */
const lived: ConnectedApp[] = []

/** One story for every app: each step begins where the one before ended. */
describe.each(withOAuth)('the life of a connection to %s', (slug) => {
  let one: ConnectedApp
  let connectionLabel: string | null
  beforeAll(async () => {
    one = await hub.open(slug)
    lived.push(one)
  })

  it('CON-18: an answer with a wrong state connects nothing', async () => {
    const back = await one.provider.consent(await one.start(), { decision: 'allow' })
    back.searchParams.set('state', 'guessed')
    expect(await hub.browser.comeBack(back)).toMatchObject({ status: 400, location: undefined })
    expect(await one.connector()).toMatchObject({ status: 'available' })
  })

  it('CON-19: a refused consent changes nothing', async () => {
    expect((await one.signIn('deny'))?.search).toBe(`?denied=${slug}`)
    expect(await one.connector()).toMatchObject({ status: 'available', status_reason: null })
  })

  it('CON-3, CON-7, STA-9: consent connects, says who is connected, and works once', async () => {
    const back = await one.provider.consent(await one.start(), { decision: 'allow' })
    const { location } = await hub.browser.comeBack(back)
    expect(`${location?.pathname}${location?.search}`).toBe(`/agents/connectors?connected=${slug}`)
    const { status, probe, app } = await one.connector()
    expect({ status, ok: probe?.ok, sign_in: app.sign_in }).toEqual({
      status: 'connected',
      ok: true,
      sign_in: 'oauth2',
    })
    connectionLabel = app.label
    expect(connectionLabel).toBeTruthy()
    expect(await hub.browser.comeBack(back)).toMatchObject({ status: 400, location: undefined })
    expect(await one.connector()).toMatchObject({ status: 'connected' })
  })

  it('CON-1, RUN-1: an agent that has it on calls a tool; what reaches the app is not in the answer', async () => {
    const answer = await callReadingTool(hub, one)
    expect(answer).toMatchObject({ outcome: 'ok' })
    expect(JSON.stringify(answer)).not.toContain(one.provider.client.clientSecret)
  })

  it('CON-21: access that ended is renewed, or a person is asked', async () => {
    one.provider.expireAccessTokens()
    const answer = await callReadingTool(hub, one)
    const { status, app } = await one.connector()
    if (app.renewable) {
      expect(answer).toMatchObject({ outcome: 'ok' })
      expect(one.provider.refreshes).toBe(1)
      one.provider.expireAccessTokens()
      expect(await callReadingTool(hub, one)).toMatchObject({ outcome: 'ok' })
      expect(one.provider.refreshes).toBe(2)
    } else {
      expect(answer).toMatchObject({ outcome: 'error' })
      expect(status).toBe('needs_reconnect')
      expect((await one.signIn())?.search).toBe(`?connected=${slug}`)
    }
    expect(await one.connector()).toMatchObject({ status: 'connected' })
  })

  it('STA-5, CON-12: a grant that was taken back asks for a person; signing in again keeps id and toggles', async () => {
    const before = await one.connector()
    one.provider.revokeGrant()
    expect(await callReadingTool(hub, one)).toMatchObject({ outcome: 'error' })
    const { status, status_reason } = await one.connector()
    expect(status).toBe('needs_reconnect')
    expect(status_reason).toContain(one.app.name)
    expect((await one.signIn())?.search).toBe(`?connected=${slug}`)
    expect(await one.connector()).toMatchObject({
      id: before.id,
      status: 'connected',
      status_reason: null,
      agent_count: before.agent_count,
      app: { label: connectionLabel },
    })
    expect(await callReadingTool(hub, one)).toMatchObject({ outcome: 'ok' })
  })

  it('CON-10, CON-22: disconnecting removes it here at once, and the grant at the app, or says what is left', async () => {
    one.provider.behave({ revocation: 'down' })
    const owner = hub.gateway.owner
    const preview = (await owner.get(`/connectors/${slug}/disconnect`)).body as { agents: unknown[] }
    expect(preview.agents).toHaveLength(1)
    expect((await owner.post(`/connectors/${slug}/disconnect`)).status).toBe(204)
    const { status, app } = await one.connector()
    expect(status).toBe('available')
    expect(await callReadingTool(hub, one)).toMatchObject({ outcome: 'refused' })
    expect(app.revocation?.status).toBe(revokes(one.app) ? 'pending' : 'by_hand')
    one.provider.behave({ revocation: 'ok' })
  })
})

describe('apps that are down, busy or confused', () => {
  /** A call waits before it tries again, so all apps are called at once. */
  const callAll = () =>
    Promise.all(lived.map(async (one) => `${one.app.slug}: ${(await callReadingTool(hub, one)).outcome}`))
  const all = (outcome: string) => lived.map(({ app }) => `${app.slug}: ${outcome}`)

  it('STA-8: are errors of the calls and nothing more', async () => {
    for (const one of lived) await one.signIn()
    for (const api of ['down', 'html', 'rate_limited'] as const) {
      for (const { provider } of lived) provider.behave({ api })
      expect(await callAll(), api).toEqual(all('error'))
    }
    for (const { provider } of lived) provider.behave({ api: 'ok' })
    for (const one of lived) expect(await one.connector()).toMatchObject({ status: 'connected' })
    expect(await callAll()).toEqual(all('ok'))
    for (const { app } of lived) await hub.gateway.owner.post(`/connectors/${app.slug}/disconnect`)
  })
})

/** Whether the app has a way for us to take a grant back, while no other app of its provider is connected. */
function revokes(app: App): boolean {
  return app.auth.some((way) => way.kind === 'oauth2' && way.revoke !== undefined)
}

describe.each(withKeys)('a key of %s', (slug) => {
  let one: ConnectedApp
  beforeAll(async () => void (one = await hub.open(slug)))

  it('CON-15: a key that the app refuses is refused by field, and nothing is stored', async () => {
    const wrong = Object.fromEntries(
      Object.entries(one.provider.apiKey).map(([name]) => [name, 'nonsense-us1']),
    )
    const answer = await hub.gateway.owner.post(`/connectors/${slug}/key`, {
      key: wrong,
      settings: one.settings,
    })
    expect(answer).toMatchObject({
      status: 400,
      body: { error: { issues: [{ field: expect.stringMatching(/^key\./) }] } },
    })
    expect(await one.connector()).toMatchObject({ status: 'available' })
  })

  it('CON-15, SEC-1: a key that works connects, and is nowhere to be seen', async () => {
    const key = one.provider.apiKey
    const answer = await hub.gateway.owner.post(`/connectors/${slug}/key`, { key, settings: one.settings })
    expect(answer).toMatchObject({ status: 200, body: { status: 'connected', app: { sign_in: 'api_key' } } })
    for (const { name, secret } of one.app.auth.find((way) => way.kind === 'api_key')?.fields ?? [])
      if (secret) expect(JSON.stringify(answer.body)).not.toContain(key[name])
    expect(await callReadingTool(hub, one)).toMatchObject({ outcome: 'ok' })
    const before = await revocationsOf(slug)
    await hub.gateway.owner.post(`/connectors/${slug}/disconnect`)
    expect(await revocationsOf(slug)).toBe(before)
  })
})

async function revocationsOf(slug: string): Promise<number> {
  const rows = await hub.gateway.hub.services.database.db
    .selectFrom('revocations')
    .innerJoin('connectors', 'connectors.id', 'revocations.connector_id')
    .select('revocations.id')
    .where('connectors.slug', '=', slug)
    .execute()
  return rows.length
}

describe('taking grants back', () => {
  it('CON-10: is tried again until the app answers, and says how it went', async () => {
    const one = await hub.open('github')
    await one.signIn()
    await hub.gateway.owner.post('/connectors/github/disconnect')
    await until(async () => (await one.connector()).app.revocation?.status === 'done')
    expect(one.provider.revocations).toBe(1)
  })
})

describe('health checks', () => {
  it('B8, STA-9: find a grant that was taken back before a run needs it', async () => {
    const one = await hub.open('gitlab')
    await one.signIn()
    one.provider.revokeGrant()
    await hub.gateway.hub.services.database.db.updateTable('connections').set({ probe_at: null }).execute()
    await healthChecks.run(hub.gateway.hub.services, AbortSignal.timeout(20_000))
    expect(await one.connector()).toMatchObject({ status: 'needs_reconnect' })
  })
})
