import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Closers } from '../../src/closers.ts'
import { runTour, type Tour } from '../../tour/tour.ts'

const closers = new Closers()
const said: string[] = []
let tour: Tour
beforeAll(async () => {
  const say = { step: (title: string) => void said.push(title), line: (text: string) => void said.push(text) }
  tour = await runTour(say, closers)
}, 60_000)
afterAll(() => closers.close())

/** The names of an agent's tools that come from one connector. */
const from = (slug: string, names: string[]) => names.filter((name) => name.startsWith(`${slug}__`))

describe('the tour', () => {
  it('CUS-19, CUS-21: connects servers of every kind by their URL alone', () => {
    const { overHttp, overSse, notes } = tour.connectors
    expect([overHttp, overSse, notes].map(({ status }) => status)).toEqual([
      'connected',
      'connected',
      'connected',
    ])
    expect(overHttp.tool_count).toBeGreaterThan(5)
    expect(overSse.tool_count).toBe(overHttp.tool_count)
    expect(notes.server).toMatchObject({ name: 'notes', protocol_version: '2026-07-28' })
  })

  it('CUS-7: sends the custom header on every request', () => {
    expect(tour.servers.notes.seen.all.length).toBeGreaterThan(0)
    expect(tour.servers.notes.seen.without('x-team', 'a-secret-of-the-notes-server')).toEqual([])
  })

  it('AGT-1, TRB-6: has no tools before anything is turned on, and says why', () => {
    expect(tour.agent.before.tools).toEqual([])
    expect(new Set(tour.agent.before.connectors.map(({ reason }) => reason))).toEqual(new Set(['off']))
  })

  it('RUN-6, RUN-13: shows both clients the same tools, under the names of their connectors', () => {
    const { sdk1Names, sdk2Names } = tour.listed
    expect(sdk2Names).toEqual(sdk1Names)
    for (const { slug, tool_count } of Object.values(tour.connectors))
      expect(from(slug, sdk1Names)).toHaveLength(tool_count)
  })

  it('calls tools of every server, and refuses wrong arguments', () => {
    const [echo, sum, add, note, wrong] = tour.used.calls
    expect(echo).toMatchObject({ text: 'Echo: from SDK 1.x', isError: false })
    expect(sum?.text).toContain('42')
    expect(add).toMatchObject({ text: '{"sum":42}', isError: false })
    expect(note?.isError).toBe(false)
    expect(tour.servers.notes.traces.writes).toEqual(['Buy milk.'])
    expect(wrong?.isError).toBe(true)
    expect(tour.used.progress).toEqual([1, 2, 3, 4])
  })

  it('TRB-1, CON-2, PLT-3: Leads connects with one click, and lists what was made', () => {
    const [, , listed, misspelt] = tour.leads.calls
    expect(tour.leads).toMatchObject({ status: 'connected' })
    expect(tour.leads.tools).toBeGreaterThan(30)
    expect(JSON.parse(listed?.text ?? '')).toMatchObject({ total: 2 })
    expect(misspelt).toMatchObject({ isError: true, text: expect.stringContaining('funnel_status') })
  })

  it('CON-3, CON-12, CON-21, STA-5: an app is connected by OAuth, renewed, asks for a person, and goes on', () => {
    const { states, calls } = tour.app
    expect(states.map(({ status }) => status)).toEqual(['connected', 'needs_reconnect', 'connected'])
    expect(new Set(states.map(({ id }) => id)).size).toBe(1)
    expect(states[0]?.app).toMatchObject({ label: expect.stringContaining('@'), renewable: true })
    expect(states[1]?.status_reason).toContain('Calendly')
    expect(calls.map(({ isError, renewals }) => ({ isError, renewals }))).toEqual([
      { isError: false, renewals: 0 },
      { isError: false, renewals: 1 },
      { isError: true, renewals: 1 },
      { isError: false, renewals: 1 },
    ])
  })

  it('RUN-11: a dead server fails its own calls only, with a tool error', () => {
    const [dead, alive] = tour.broken.calls
    expect(dead?.isError).toBe(true)
    expect(alive).toMatchObject({ text: 'Echo: still here', isError: false })
    expect(from('everything-http', tour.broken.names)).toHaveLength(tour.connectors.overHttp.tool_count)
  })

  it('TRB-6, RUN-10: a dead server keeps its last known tools in the list, and the doctor says that it is dead', () => {
    expect(from('everything-sse', tour.broken.names)).toHaveLength(tour.connectors.overSse.tool_count)
    const sse = tour.broken.toolset.connectors.find(({ slug }) => slug === 'everything-sse')
    expect(sse?.explanation).toContain('does not answer now')
  })

  it('RUN-1, RUN-12: a disconnected server is gone from the list, and a call of it is a clear error', () => {
    const [gone, alive] = tour.disconnected.calls
    expect(from('team-notes', tour.disconnected.names)).toEqual([])
    expect(gone?.isError).toBe(true)
    expect(alive?.text).toContain('2')
    const notes = tour.disconnected.toolset.connectors.find(({ slug }) => slug === 'team-notes')
    expect(notes).toMatchObject({ used: false, reason: 'not_connected' })
  })

  it('SEC-9: every call is an audit row, a write has its intent before, and the chain is whole', () => {
    const { calls, exported, verification } = tour.audit
    const made =
      tour.used.calls.length +
      1 +
      tour.leads.calls.length +
      tour.app.calls.length +
      tour.broken.calls.length +
      tour.disconnected.calls.length
    expect(calls).toHaveLength(made)
    const note = exported.filter(({ tool }) => tool === 'team-notes__write_note')
    expect(note.map(({ phase }) => phase)).toEqual(['intent', 'outcome'])
    expect(verification.ok).toBe(true)
  })

  it('SEC-3, SEC-16: says no secret', () => {
    expect(said.join('\n')).not.toMatch(/a-secret-of|jf_/)
    expect(said.join('\n')).not.toContain(tour.servers.calendly.client.clientSecret)
  })
})
