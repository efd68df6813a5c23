import type { McpJson, McpJsonImport } from '@jackfield/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bodyOf, startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import type { Api } from '../start-hub.ts'
import { startHostileServer } from '../upstreams/hostile-server.ts'
import type { ModernServer } from '../upstreams/modern-server.ts'
import { startModernServer } from '../upstreams/modern-server.ts'
import type { SseServer } from '../upstreams/sse-server.ts'
import { startSseServer } from '../upstreams/sse-server.ts'
import { salesPlugin } from './sales-plugin.ts'

const secret = 'wh-secret-77aa01c9'

interface Listed {
  id: string
  slug: string
  name: string
  [field: string]: unknown
}

let gateway: Gateway
let notes: ModernServer
let sse: SseServer

beforeAll(async () => {
  ;[notes, sse, gateway] = await Promise.all([startModernServer(), startSseServer(), startGateway()])
})
afterAll(async () => {
  await gateway?.close()
  await Promise.all([notes?.close(), sse?.close()])
})

/** An account of its own for each test. */
let owner: Api
beforeEach(async () => {
  owner = await gateway.hub.secondAccount()
  notes.seen.clear()
  notes.requireHeader(undefined)
})

async function importing(document: object, more: object = {}): Promise<McpJsonImport> {
  return bodyOf(await owner.post('/connectors/import', { document, acknowledged: true, ...more }))
}

async function listed(): Promise<Listed[]> {
  return bodyOf<{ items: Listed[] }>(await owner.get('/connectors?family=custom')).items.toSorted((a, b) =>
    a.slug < b.slug ? -1 : 1,
  )
}

const exported = async () => bodyOf<McpJson>(await owner.get('/connectors/export'))

describe('importing a .mcp.json', () => {
  it('PLG-1, PLG-2: adds what can be added and reports every other server, by name', async () => {
    await importing({ 'Here already': { url: notes.url } })
    const answer = await importing(
      {
        mcpServers: {
          'Team notes': { type: 'http', url: notes.url, headers: { Authorization: 'Bearer ${TOKEN}' } },
          'Old one': { type: 'sse', url: sse.url, timeout: 30 },
          'here already!': { url: notes.url },
          'team-notes': { url: notes.url },
          local: { command: 'npx', args: ['server'] },
          later: { type: 'http', url: '' },
          secretless: { url: notes.url, headers: { 'X-Key': '${NOT_SET}', 'X-Other': '${OTHER}' } },
          inside: { url: 'http://169.254.169.254/latest' },
          badheader: { url: notes.url, headers: { Host: 'evil' } },
          github: { url: 'https://api.githubcopilot.com/mcp/' },
          '🚀': { url: notes.url },
          [`long ${'x'.repeat(60)}`]: { url: notes.url },
        },
        recommendedCategories: ['CRM'],
      },
      { variables: { TOKEN: secret } },
    )
    const outcomes = Object.fromEntries(answer.servers.map(({ name, outcome }) => [name, outcome]))
    expect(outcomes).toEqual({
      'Team notes': 'added',
      'Old one': 'added',
      'here already!': 'skipped',
      'team-notes': 'refused',
      local: 'refused',
      later: 'needs_setup',
      secretless: 'needs_setup',
      inside: 'refused',
      badheader: 'refused',
      github: 'refused',
      '🚀': 'refused',
      [`long ${'x'.repeat(60)}`]: 'refused',
    })
    const of = (name: string) => answer.servers.find((server) => server.name === name)
    expect(of('Team notes')).toMatchObject({
      slug: 'team-notes',
      connector_id: expect.stringMatching(/^con_/),
    })
    expect(of('Team notes')?.reason).toBe(`Added; it has ${notes.offer.tools.length} tools.`)
    expect(of('Old one')).toMatchObject({ unknown_fields: ['timeout'] })
    expect(of('here already!')?.reason).toContain('"here-already" is here already')
    expect(of('team-notes')?.reason).toContain('"Team notes" of the same file')
    expect(of('local')?.reason).toContain('stdio')
    expect(of('secretless')).toMatchObject({ missing: ['NOT_SET', 'OTHER'] })
    expect(of('inside')).toMatchObject({ hint: expect.stringContaining('JACKFIELD_ALLOWED_HOSTS') })
    expect(of('badheader')?.reason).toContain('headers.0.name')
    expect(of('github')?.reason).toContain('built-in')
    expect(answer.unknown_fields).toEqual(['recommendedCategories'])
    expect(answer.variables).toContainEqual({
      name: 'TOKEN',
      required: true,
      given: true,
      servers: ['Team notes'],
    })
    expect((await listed()).map(({ slug }) => slug)).toEqual(['here-already', 'old-one', 'team-notes'])
    expect(notes.seen.all.map(({ headers }) => headers['authorization'])).toContain(`Bearer ${secret}`)
    expect(JSON.stringify(answer)).not.toContain(secret)
  })

  it('CUS-5: adds nothing without the acknowledgement, and keeps who gave it', async () => {
    const document = { notes: { url: notes.url } }
    const refused = await owner.post('/connectors/import', { document })
    expect(refused).toMatchObject({ status: 400, body: { error: { issues: [{ field: 'acknowledged' }] } } })
    expect(await listed()).toEqual([])
    await importing(document)
    expect(await listed()).toMatchObject([{ acknowledged_by: 'Other Owner' }])
    const { items } = bodyOf<{ items: { action: string }[] }>(
      await owner.get('/audit?action=connector.added'),
    )
    expect(items).toHaveLength(1)
  })

  it('a dry run says the same and adds nothing', async () => {
    const { servers, variables } = await importing(
      {
        good: { url: `${notes.url}?key=\${KEY:-abc}` },
        missing: { url: notes.url, headers: { 'X-Key': '${KEY}' } },
        inside: { url: 'http://10.0.0.1/' },
      },
      { dry_run: true, acknowledged: false },
    )
    expect(servers.map(({ outcome }) => outcome)).toEqual(['ready', 'needs_setup', 'refused'])
    expect(servers[0]?.url).toBe(`${notes.url}?key=***`)
    expect(variables).toEqual([{ name: 'KEY', required: true, given: false, servers: ['good', 'missing'] }])
    expect(await listed()).toEqual([])
    expect(notes.seen.count()).toBe(0)
  })

  it('PLG-14: says of each of the six servers of the sales plugin what becomes of it', async () => {
    const { servers } = await importing(salesPlugin, { dry_run: true })
    expect(servers.map(({ name }) => name)).toEqual(Object.keys(salesPlugin.mcpServers))
    for (const name of ['hubspot', 'slack'])
      expect(servers.find((server) => server.name === name)?.reason).toContain('built-in')
  })

  it('a server that hangs or answers nonsense is added and said to give no tools; the others have theirs', async () => {
    const hanging = await startHostileServer({ mode: 'hang' })
    const { servers } = await importing({ Hanging: { url: hanging.url }, Notes: { url: notes.url } })
    await hanging.close()
    expect(servers).toMatchObject([
      { outcome: 'added', reason: expect.stringContaining('gives no tools yet') },
      { outcome: 'added', reason: expect.stringContaining('it has') },
    ])
  })

  it('leaves out a header whose default is nothing', async () => {
    await importing({
      notes: { url: notes.url, headers: { 'X-Optional': '${OPTIONAL:-}', 'X-Team': 'sales' } },
    })
    expect(await listed()).toMatchObject([{ headers: [{ name: 'X-Team', stored: true }] }])
  })

  it.each([
    [{ document: [] }, 'document'],
    [{ document: { a: {} }, variables: { 'NOT-A-NAME': 'x' } }, 'variables.NOT-A-NAME'],
    [{ document: { a: {} }, variable: {} }, 'variable'],
    [{ document: { mcpServers: 3 } }, 'document.mcpServers'],
  ])('GEN-5: names the field of %j', async (body, field) => {
    const { status, body: answer } = await owner.post('/connectors/import', { acknowledged: true, ...body })
    const { error } = answer as { error: { issues: { field: string }[] } }
    expect({ status, field: error.issues[0]?.field }).toEqual({ status: 400, field })
  })
})

describe('exporting a .mcp.json', () => {
  const tricky = () => `${notes.url}?key=${secret}&${secret}2&empty=&key=again#${secret}3`

  async function addSome(): Promise<void> {
    const add = async (input: object) =>
      bodyOf<Listed>(await owner.post('/connectors/custom', { acknowledged: true, ...input }), 201)
    await add({
      name: 'Acme MCP',
      url: notes.url,
      token: secret,
      headers: [{ name: 'X-Team', value: 'sales' }],
    })
    await add({ name: 'Old one', url: sse.url, transport: 'sse', description: 'Légende', trust_hints: true })
    await add({ name: '7 Shifts', url: tricky(), read_only: true, trust_hints: true })
    const renamed = await add({ name: 'Warehouse', url: notes.url })
    bodyOf(await owner.patch(`/connectors/${renamed.id}`, { version: 1, name: 'GitHub' }))
  }

  it('PLG-15: names every secret as ${VAR}, the same each time, and holds none', async () => {
    await addSome()
    const document = await exported()
    expect(document).toEqual({
      mcpServers: {
        '7 Shifts': {
          type: 'http',
          url: `${notes.url}?key=\${MCP_7_SHIFTS_KEY}&\${MCP_7_SHIFTS_QUERY}&empty=\${MCP_7_SHIFTS_EMPTY}&key=\${MCP_7_SHIFTS_KEY_2}#\${MCP_7_SHIFTS_FRAGMENT}`,
          jackfield: { read_only: true, trust_hints: true },
        },
        'Acme MCP': {
          type: 'http',
          url: notes.url,
          headers: { 'X-Team': '${ACME_MCP_X_TEAM}', Authorization: '${ACME_MCP_AUTHORIZATION}' },
        },
        'Old one': { type: 'sse', url: sse.url, jackfield: { description: 'Légende', trust_hints: true } },
        warehouse: { type: 'http', url: notes.url, jackfield: { name: 'GitHub' } },
      },
    })
    expect(await exported()).toEqual(document)
    expect(JSON.stringify(document)).not.toContain(secret)
  })

  it('PLG-15: imported again with its variables set, it gives the same connectors', async () => {
    await addSome()
    const before = await listed()
    const document = await exported()
    for (const { id } of before) await owner.delete(`/connectors/${id}`)
    const variables = {
      ACME_MCP_X_TEAM: 'sales',
      ACME_MCP_AUTHORIZATION: `Bearer ${secret}`,
      MCP_7_SHIFTS_KEY: secret,
      MCP_7_SHIFTS_QUERY: `${secret}2`,
      MCP_7_SHIFTS_EMPTY: '',
      MCP_7_SHIFTS_KEY_2: 'again',
      MCP_7_SHIFTS_FRAGMENT: `${secret}3`,
    }
    const lacking = await importing(document, { dry_run: true })
    expect(lacking.servers.flatMap(({ missing }) => missing).toSorted()).toEqual(
      Object.keys(variables).toSorted(),
    )
    notes.seen.clear()
    const { servers } = await importing(document, { variables })
    expect(servers.map(({ outcome }) => outcome)).toEqual(['added', 'added', 'added', 'added'])
    expect((await listed()).map(lasting)).toEqual(before.map(lasting))
    expect(notes.seen.all.map(({ headers }) => headers['authorization'])).toContain(`Bearer ${secret}`)
    expect(notes.seen.all.map(({ path }) => path)).toContain(`/mcp?key=${secret}&${secret}2&empty=&key=again`)
    expect(await exported()).toEqual(document)
  })

  it('PLG-15: a disconnected connector is there too, and another account sees its own only', async () => {
    await addSome()
    const [first] = await listed()
    await owner.post(`/connectors/${first?.id}/disconnect`)
    expect(Object.keys((await exported()).mcpServers)).toHaveLength(4)
    const stranger = await gateway.hub.secondAccount()
    expect((await stranger.get('/connectors/export')).body).toEqual({ mcpServers: {} })
  })

  it('an empty export can be imported', async () => {
    expect(await importing(await exported())).toEqual({ servers: [], variables: [], unknown_fields: [] })
  })
})

/** What makes a connector this one, apart from when and where it was made. */
function lasting(connector: Listed) {
  const passing = ['id', 'version', 'created_at', 'updated_at', 'acknowledged_at', 'probe', 'status_at']
  const kept = Object.entries(connector).filter(([field]) => !passing.includes(field))
  return { ...Object.fromEntries(kept), probed: (connector['probe'] as { ok: boolean }).ok }
}
