import { AuditPage, AuditVerification } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../src/ids.ts'
import { startHub } from '../start-hub.ts'
import type { Api, TestHub } from '../start-hub.ts'

let hub: TestHub

beforeAll(async () => {
  hub = await startHub()
})

afterAll(() => hub.close())

const written = {
  action: 'tool.called',
  agentId: 'agt_1',
  connectorId: null,
  tool: 'notes__write',
  detail: { arguments: {} },
}

async function record(count: number): Promise<void> {
  const { callLog } = hub.services
  const call = {
    accountId: hub.accountId,
    actor: { type: 'agent_key', id: 'ak_1', name: 'Key', agentId: 'agt_1' } as const,
    action: 'tool.called',
    agentId: 'agt_1',
    connectorId: null,
    tool: 'notes__search',
    detail: { arguments: { text: 'ünïcode ✓' } },
  }
  const outcome = { outcome: 'ok', durationMs: 2 } as const
  await Promise.all(
    Array.from({ length: count }, () => callLog.outcome({ ...call, callId: newId('call') }, outcome)),
  )
}

async function exportText(api: Api, query: string): Promise<string> {
  const headers = { authorization: `Bearer ${api.secret}` }
  return (await fetch(`${hub.url}/api/v1/audit/export${query}`, { headers })).text()
}

describe('GET /audit', () => {
  it('SEC-9: pages through the events', async () => {
    await record(5)
    const first = await hub.owner.get('/audit?kind=call&limit=3')
    expect(first.status).toBe(200)
    const page = AuditPage.parse(first.body)
    expect(page.items.length).toBe(3)
    expect(page.items[0]).toMatchObject({ tool: 'notes__search', outcome: 'ok', duration_ms: 2 })
    const second = AuditPage.parse(
      (await hub.owner.get(`/audit?kind=call&limit=3&cursor=${page.cursor}`)).body,
    )
    expect(second).toMatchObject({ has_more: false })
    expect(second.items.length).toBe(2)
  })

  it('SEC-9: shows all events of one call, in the list and in the export', async () => {
    const actor = { type: 'agent_key', id: 'ak_1', name: 'Key', agentId: 'agt_1' } as const
    const call = { ...written, callId: newId('call'), accountId: hub.accountId, actor }
    await hub.services.callLog.intent(call)
    await hub.services.callLog.outcome(call, { outcome: 'error', durationMs: 5 })
    const { items } = AuditPage.parse((await hub.owner.get(`/audit?call=${call.callId}`)).body)
    expect(items.map(({ call_id, phase }) => `${call_id} ${phase}`)).toEqual([
      `${call.callId} outcome`,
      `${call.callId} intent`,
    ])
    const lines = (await exportText(hub.owner, `?call=${call.callId}`)).trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { phase: string }).phase)).toEqual(['intent', 'outcome'])
  })

  it('GEN-5: refuses filters that are none, by name', async () => {
    for (const [query, field] of [
      ['colour=red', 'colour'],
      ['since=yesterday', 'since'],
      ['cursor=abc', 'cursor'],
    ]) {
      const { status, body } = await hub.owner.get(`/audit?${query}`)
      expect(status).toBe(400)
      expect(body).toMatchObject({ error: { issues: [{ field }] } })
    }
  })

  it('ROL-8: admins may read, export and verify, and nobody below', async () => {
    const [admin, builder] = [await hub.as('admin'), await hub.as('builder')]
    for (const path of ['/audit', '/audit/export', '/audit/verify']) {
      expect((await admin.get(path)).status).toBe(200)
      expect((await builder.get(path)).status).toBe(403)
    }
  })

  it('SEC-13: shows another account nothing of it', async () => {
    await record(1)
    const other = await hub.secondAccount()
    const { items } = AuditPage.parse((await other.get('/audit?limit=100')).body)
    expect(items.filter((event) => event.kind === 'call')).toEqual([])
    expect(await exportText(other, '')).not.toContain('notes__search')
  })
})

describe('GET /audit/export', () => {
  it('SEC-9: streams JSON lines and CSV as downloads', async () => {
    await record(1500)
    const lines = (await exportText(hub.owner, '?kind=call')).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThanOrEqual(1500)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      kind: 'call',
      detail: { arguments: { text: 'ünïcode ✓' } },
    })
    const csv = await hub.owner.get('/audit/export?format=csv&kind=call')
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="jackfield-audit.csv"')
    expect(String(csv.body).trimEnd().split('\n').length).toBe(lines.length + 1)
  })

  it('SEC-9: is itself recorded, before anything is sent', async () => {
    await hub.owner.get('/audit/export?tool=none')
    const { items } = AuditPage.parse((await hub.owner.get('/audit?limit=1')).body)
    expect(items[0]).toMatchObject({ action: 'audit.exported', detail: { filter: { tool: 'none' } } })
  })

  it('survives a reader who goes away in the middle', async () => {
    const leaving = new AbortController()
    const headers = { authorization: `Bearer ${hub.owner.secret}` }
    const response = await fetch(`${hub.url}/api/v1/audit/export`, { headers, signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    expect((await hub.owner.get('/audit/verify')).status).toBe(200)
  })
})

describe('GET /audit/verify', () => {
  it('SEC-9: says that the chain holds', async () => {
    const verification = AuditVerification.parse((await hub.owner.get('/audit/verify')).body)
    expect(verification).toMatchObject({ ok: true, broken_at: null })
    expect(verification.events).toBeGreaterThan(0)
  })
})
