import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SeededChance } from '@jackfield/platform'
import type { Connector } from '@jackfield/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareDirectory } from '../../demo/data-directory.ts'
import { routines } from '../../demo/past/past-calls.ts'
import { readKnown } from '../../demo/past/read-known.ts'
import { people } from '../../demo/people.ts'
import { startDemo } from '../../demo/start-demo.ts'
import type { Demo } from '../../demo/start-demo.ts'
import { openBrowser } from '../../tour/browser.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { connectSdk2 } from '../upstreams/sdk-clients.ts'

const DAY_MS = 86_400_000

let place: Awaited<ReturnType<typeof freshPlace>>
let directory: string
let demo: Demo
let connectors: Map<string, Connector>

beforeAll(async () => {
  place = await freshPlace()
  directory = await mkdtemp(join(tmpdir(), 'jackfield-demo-'))
  demo = await startDemo({
    port: 0,
    dataDirectory: join(directory, 'data'),
    startFrom: place.options.dataDirectory,
    calls: 600,
    logLevel: 'silent',
  })
  const { items } = await demo.client.connectors.list()
  connectors = new Map(items.map((one) => [one.slug, one]))
}, 60_000)

afterAll(async () => {
  await demo.close()
  await place.remove()
  await rm(directory, { recursive: true, force: true })
})

const browserOfOwner = () => openBrowser({ url: demo.url, admin: demo.owner })

const provider = (slug: string) => {
  const found = demo.standIns.providers.get(slug)
  if (!found) throw new Error(`nothing stands for ${slug}`)
  return found
}

const agentNamed = async (name: string) => {
  const { items } = await demo.client.agents.list()
  return items.find((agent) => agent.name === name)?.id ?? ''
}

/** The page that a browser comes to. */
const consentPageAt = async (url: string) => {
  const first = await fetch(url, { redirect: 'manual' })
  const cookie = first.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ')
  return (await fetch(new URL(first.headers.get('location') ?? '', url), { headers: { cookie } })).text()
}

describe('the demo', () => {
  it('says that it is one, and has people of every role and a second account', async () => {
    const me = await demo.client.session.get()
    expect(me).toMatchObject({ demo: true, role: 'owner', account: { name: 'Acme Support' } })
    expect(me.accounts.map(({ name }) => name)).toEqual(['Acme Support', 'Northwind Labs'])
    const { items } = await demo.client.members.list()
    expect(items.map(({ role }) => role).toSorted()).toEqual(
      Object.values(people)
        .map(({ role }) => role as string)
        .toSorted(),
    )
  })

  it('STA-5, CUS-24: has apps that are connected, one that needs a person, a held tool, and a dead server', async () => {
    const slugs = (status: string) =>
      [...connectors.values()].filter((one) => one.status === status).map(({ slug }) => slug)
    expect(slugs('connected')).toHaveLength(12)
    expect(slugs('needs_reconnect')).toEqual(['zendesk'])
    expect(connectors.get('zendesk')?.status_reason).toContain('Zendesk')
    expect(connectors.get('slack')?.status).toBe('available')
    expect(connectors.get('warehouse')?.probe).toMatchObject({ ok: false, failure: 'refused' })
    const { items } = await demo.client.connectors.tools('order-desk')
    expect(items.filter(({ held }) => held).map(({ name }) => name)).toEqual(['refund_order'])
  })

  it('SEC-9: tells of six weeks, in order, and the chain of hashes is whole', async () => {
    expect(await demo.client.audit.verify()).toMatchObject({ ok: true })
    const lines: string[] = []
    for await (const line of demo.client.audit.export({ format: 'jsonl' })) lines.push(line)
    const rows = lines.map((line) => JSON.parse(line) as { at: string; kind: string; phase: string })
    const told = rows.slice(0, -2).map(({ at }) => at)
    expect(told).toEqual(told.toSorted())
    expect(Date.now() - Date.parse(told[0] ?? '')).toBeGreaterThan(41 * DAY_MS)
    expect(rows.filter(({ kind, phase }) => kind === 'call' && phase === 'outcome').length).toBeGreaterThan(
      500,
    )
  })

  it('CON-3, TRB-1: Slack is connected at its consent page, turned on, and used through the endpoint', async () => {
    const browser = await browserOfOwner()
    const { authorize_url } = await browser.client.connectors.signIn('slack')
    const page = await consentPageAt(authorize_url)
    expect(page).toContain('Demo stand-in of Slack: no data leaves this machine.')
    expect(page).not.toContain('<script')
    await browser.signIn('slack', provider('slack'))
    const { id, version, endpoint } = await demo.client.agents.get(await agentNamed('Support triage'))
    await demo.client.agents.setToggles(id, { version, toggles: { slack: 'on' } })
    const { secret } = await demo.client.agents.keys.create(id, { name: 'Test' })
    const agent = await connectSdk2({ url: endpoint, headers: { authorization: `Bearer ${secret}` } })
    const answer = await agent.callTool({ name: 'slack_list_channels', arguments: {} })
    await agent.close()
    expect(answer.isError).not.toBe(true)
    expect(JSON.stringify(answer.content)).toContain('channels')
  })

  it('remembers only calls that its agents could have made', async () => {
    const browser = await browserOfOwner()
    await browser.signIn('zendesk', provider('zendesk'), { settings: { subdomain: 'acme' } })
    const seen = []
    const { account } = await demo.client.session.get()
    const known = await readKnown(demo.services.database, account.id)
    for (const [name, { habits }] of Object.entries(routines)) {
      const id = await agentNamed(name)
      for (const habit of habits) {
        const input = { tool: habit.tool, arguments: habit.with(new SeededChance(3), known) }
        const { outcome, result } = await demo.client.agents.call(id, input)
        seen.push({ tool: habit.tool, outcome, text: JSON.stringify(result) })
      }
    }
    const isInvented = (text: string) =>
      /refused the connection|needs a person's approval|is blocked/i.test(text)
    expect(seen.filter(({ outcome, text }) => outcome !== 'ok' && !isInvented(text))).toEqual([])
  })
})

describe('where the demo keeps its data', () => {
  it('is never a directory of something else, nor one in use', async () => {
    const other = join(directory, 'other')
    await mkdtemp(other)
    expect(() => prepareDirectory(directory, {})).toThrow('holds no demo')
    expect(existsSync(join(directory, 'data'))).toBe(true)
    expect(() => prepareDirectory(join(directory, 'data'), {})).toThrow(/use/)
  })
})
