import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { refreshCredential, renewalsEnded } from '../../src/connections/refresh-credential.ts'
import { healthChecks } from '../../src/jobs/health-checks.ts'
import { refreshAhead } from '../../src/jobs/refresh-ahead.ts'
import { startHoldingRelay } from '../upstreams/holding-relay.ts'
import { serveOnLoopback } from '../upstreams/listen-on-loopback.ts'
import { startAppHub } from './app-hub.ts'
import type { AppHub, ConnectedApp } from './app-hub.ts'
import { ConnectionRows } from './connection-rows.ts'
import { callReadingTool } from './reading-tool.ts'
import { until } from './until.ts'

let hub: AppHub
let rows: ConnectionRows
beforeAll(async () => {
  hub = await startAppHub({ callTimeoutMs: 400 })
  rows = new ConnectionRows(hub)
})
afterAll(() => hub.close())

const call = (one: ConnectedApp) => callReadingTool(hub, one)
const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000)

/** Each test has an app of its own, connected. */
async function connected(slug: string): Promise<ConnectedApp> {
  const one = await hub.open(slug)
  await one.signIn()
  expect(await one.connector()).toMatchObject({ status: 'connected' })
  return one
}

/** Another server stands for one of an app's hosts. @returns what ends that */
function divert(one: ConnectedApp, host: string, server: { origin: string; close(): Promise<void> }) {
  const { appHosts } = hub.gateway.hub.services.config
  appHosts[one.app.slug] = { ...one.provider.hosts, [host]: server.origin }
  return async () => {
    appHosts[one.app.slug] = one.provider.hosts
    await server.close()
  }
}

/** A relay in front of the host where tokens are given out. */
async function holding(one: ConnectedApp, host: string) {
  const relay = await startHoldingRelay(one.provider.hosts[host] ?? '')
  return { relay, bringBack: divert(one, host, relay) }
}

describe('a renewal that goes wrong', () => {
  it('STA-8: a provider that is down, busy or confused fails the call and nothing else', async () => {
    const one = await connected('notion')
    one.provider.expireAccessTokens()
    for (const token of ['down', 'rate_limited', 'html', 'missing_fields', 'wrong_secret'] as const) {
      one.provider.behave({ token })
      expect(await call(one), token).toMatchObject({ outcome: 'error' })
      expect(await one.connector(), token).toMatchObject({ status: 'connected', status_reason: null })
    }
    one.provider.behave({ token: 'ok' })
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
    expect(await rows.read(one)).toMatchObject({ refresh_lease: null })
  })

  it('STA-8: an app that does not answer in time fails the call and nothing else', async () => {
    const one = await connected('github')
    one.provider.behave({ api: 'slow' })
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    one.provider.behave({ api: 'ok' })
    expect(await one.connector()).toMatchObject({ status: 'connected' })
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
  })

  it('CON-21, STA-5: a lost answer costs a grant whose refresh token works once, and the card says so', async () => {
    const one = await connected('airtable')
    one.provider.expireAccessTokens()
    one.provider.behave({ token: 'answer_lost' })
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    expect(await one.connector()).toMatchObject({ status: 'connected' })
    one.provider.behave({ token: 'ok' })
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    const { status, status_reason } = await one.connector()
    expect({ status, status_reason }).toEqual({
      status: 'needs_reconnect',
      status_reason: expect.stringContaining('Airtable says'),
    })
    expect(await rows.events(one, 'connection.needs_reconnect')).toEqual([{ reason: status_reason }])
  })

  it('CON-21: a lost answer costs nothing where the refresh token stays good', async () => {
    const one = await connected('hubspot')
    one.provider.expireAccessTokens()
    one.provider.behave({ token: 'answer_lost' })
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    one.provider.behave({ token: 'ok' })
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
  })

  it('STA-5, CON-12: many calls that meet a lost grant are one event; signing in keeps id and toggles', async () => {
    const one = await connected('linear')
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
    const { id, agent_count } = await one.connector()
    one.provider.revokeGrant()
    const calls = await Promise.all(Array.from({ length: 12 }, () => call(one)))
    expect(calls.filter(({ outcome }) => outcome === 'ok')).toEqual([])
    expect(await one.connector()).toMatchObject({ status: 'needs_reconnect' })
    expect(await rows.events(one, 'connection.needs_reconnect')).toHaveLength(1)
    await one.signIn()
    expect(await one.connector()).toMatchObject({ id, agent_count, status: 'connected', status_reason: null })
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
  })

  it('STA-8: a 401 that survives a renewal asks for a person', async () => {
    const one = await connected('calendly')
    const bringBack = divert(
      one,
      'api',
      await serveOnLoopback(async () =>
        Response.json({ title: 'Unauthenticated', message: 'The access token is invalid' }, { status: 401 }),
      ),
    )
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    expect(one.provider.refreshes).toBe(1)
    expect(await one.connector()).toMatchObject({
      status: 'needs_reconnect',
      status_reason: 'Calendly refused the credential: The access token is invalid',
    })
    await bringBack()
  })

  it('STA-8: a 401 for a token that was replaced meanwhile does not', async () => {
    const one = await connected('pipedrive')
    const old = await rows.credential(one)
    let asked = 0
    const refusing = await serveOnLoopback(async () => {
      asked += 1
      // The second time it is told no, another node has just renewed what this one renewed.
      if (asked === 2) await renewElsewhere(one)
      return Response.json({ success: false, error: 'unauthorized access' }, { status: 401 })
    })
    const bringBack = divert(one, 'api', refusing)
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    expect(await rows.credential(one)).not.toEqual(old)
    expect(await one.connector()).toMatchObject({ status: 'connected' })
    await bringBack()
    expect(await call(one)).toMatchObject({ outcome: 'ok' })
  })

  it('STA-5: a refusal in the words of the RFC, which name the redirect URI, asks for a person', async () => {
    const one = await connected('gitlab')
    const forms: URLSearchParams[] = []
    const refusing = await serveOnLoopback(async (request) => {
      if (!request.url.endsWith('/oauth/token')) return Response.json({ message: 'no' }, { status: 401 })
      forms.push(new URLSearchParams(await request.text()))
      const error_description = 'It is invalid, or does not match the redirect URI of the request.'
      return Response.json({ error: 'invalid_grant', error_description }, { status: 400 })
    })
    const bringBack = divert(one, 'web', refusing)
    expect(await call(one)).toMatchObject({ outcome: 'error' })
    expect(await one.connector()).toMatchObject({ status: 'needs_reconnect' })
    // GitLab wants it in a renewal too.
    const { redirect_uri } = await rows.credential(one)
    expect(forms.map((form) => form.get('redirect_uri'))).toEqual([redirect_uri])
    await bringBack()
  })

  it('CON-21: what a provider gave is kept while the database does not take it', async () => {
    const one = await connected('zendesk')
    const { db } = hub.gateway.hub.services.database
    one.provider.expireAccessTokens()
    await sql`create function refuse() returns trigger language plpgsql as 'begin raise ''full''; end'`.execute(
      db,
    )
    await sql`create trigger refuse before update on credentials for each row execute function refuse()`.execute(
      db,
    )
    const calling = call(one)
    await until(async () => one.provider.refreshes === 1)
    await pause(2500)
    await sql`drop trigger refuse on credentials`.execute(db)
    expect(await calling).toMatchObject({ outcome: 'ok' })
    expect(one.provider.refreshes).toBe(1)
  })
})

async function renewElsewhere(one: ConnectedApp): Promise<void> {
  const seen = await rows.credential(one)
  await refreshCredential(rows.ctx(), { connectionId: (await rows.read(one)).id, app: one.app, seen })
}

describe('taking turns', () => {
  it('CON-21: the lease of a node that died is waited for, and taken over when it has run out', async () => {
    const one = await connected('trello')
    one.provider.expireAccessTokens()
    await rows.leaseToOther(one, 3600)
    const before = one.provider.tokenRequests
    const calling = call(one)
    await pause(300)
    expect(one.provider.tokenRequests).toBe(before)
    await rows.leaseToOther(one, 0)
    expect(await calling).toMatchObject({ outcome: 'ok' })
    expect(one.provider.refreshes).toBe(1)
    expect(await rows.read(one)).toMatchObject({ refresh_lease: null })
  })

  it('CON-12: a key that somebody enters meanwhile is used, and stays', async () => {
    const one = await connected('asana')
    one.provider.expireAccessTokens()
    await rows.leaseToOther(one, 3600)
    const calling = call(one)
    await pause(300)
    const { apiKey: key } = one.provider
    const { settings } = one
    expect(await hub.gateway.owner.post('/connectors/asana/key', { key, settings })).toMatchObject({
      status: 200,
    })
    expect(await calling).toMatchObject({ outcome: 'ok' })
    expect(one.provider.refreshes).toBe(0)
    expect((await one.connector()).app.sign_in).toBe('api_key')
  })

  it('CON-21: a refresh token that was replaced is not used, also when the access token is the same', async () => {
    const one = await connected('jira')
    const stored = await rows.credential(one)
    const before = one.provider.tokenRequests
    const { id: connectionId } = await rows.read(one)
    const seen = { ...stored, refresh_token: 'one that was used before' }
    expect(await refreshCredential(rows.ctx(), { connectionId, app: one.app, seen })).toEqual(stored)
    expect(one.provider.tokenRequests).toBe(before)
  })

  it('CON-21: a hub that ends waits for a renewal, though nobody waits for its call any more', async () => {
    const one = await connected('discord')
    const before = await rows.credential(one)
    const { relay, bringBack } = await holding(one, 'api')
    await rows.set(one, { expires_at: inMinutes(0) })
    const held = relay.holdNext('answer')
    const calling = call(one)
    await held
    expect(await rows.credential(one)).toEqual(before)
    const ended = renewalsEnded(hub.gateway.hub.services)
    relay.letGo()
    await ended
    expect(await rows.credential(one)).not.toEqual(before)
    await calling
    await bringBack()
  })
})

describe('what the hub does by itself', () => {
  const run = (job: typeof refreshAhead) => job.run(hub.gateway.hub.services, AbortSignal.timeout(20_000))

  it('B8: renews what ends soon, leaves the rest, and nothing that a call has renewed meanwhile', async () => {
    const [slow, soon, later] = [
      await connected('confluence'),
      await connected('onedrive'),
      await connected('microsoft-teams'),
    ]
    await rows.set(slow, { expires_at: inMinutes(0.1) })
    await rows.set(soon, { expires_at: inMinutes(0.2) })
    await rows.set(later, { expires_at: inMinutes(60) })
    const { relay, bringBack } = await holding(slow, 'auth')
    const held = relay.holdNext('request')
    const running = run(refreshAhead)
    await held
    // A call comes first.
    expect(await call(soon)).toMatchObject({ outcome: 'ok' })
    relay.letGo()
    await running
    await bringBack()
    expect([slow, soon, later].map(({ provider }) => provider.refreshes)).toEqual([1, 1, 0])
    await run(refreshAhead)
    expect([slow, soon, later].map(({ provider }) => provider.refreshes)).toEqual([1, 1, 0])
    expect((await rows.read(slow)).expires_at?.getTime()).toBeGreaterThan(inMinutes(30).getTime())
  })

  it('B8: goes on with the next when one cannot be renewed', async () => {
    const [down, fine] = [await connected('gmail'), await connected('dropbox')]
    await rows.set(down, { expires_at: inMinutes(1) })
    await rows.set(fine, { expires_at: inMinutes(2) })
    down.provider.behave({ token: 'down' })
    await run(refreshAhead)
    expect([down, fine].map(({ provider }) => provider.refreshes)).toEqual([0, 1])
    expect(await down.connector()).toMatchObject({ status: 'connected' })
  })

  it('B8, STA-9: asks who is connected where nobody has asked for long, and keeps the time', async () => {
    const [due, fresh] = [await connected('intercom'), await connected('clickup')]
    await rows.set(due, { probe_at: inMinutes(-7 * 60) })
    await rows.set(fresh, { probe_at: inMinutes(-5 * 60) })
    const seen = [due.provider.requests.length, fresh.provider.requests.length]
    await run(healthChecks)
    expect((await rows.read(due)).probe_at?.getTime()).toBeGreaterThan(inMinutes(-5).getTime())
    expect([due, fresh].map(({ provider }, at) => provider.requests.length - (seen[at] ?? 0))).toEqual([1, 0])
  })
})
