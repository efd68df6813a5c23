import { AgentKeyCreated, AgentKeyList } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { authenticateAgentKey } from '../../src/agent-keys/authenticate-agent-key.ts'
import { authorise } from '../../src/authorise.ts'
import { KnownKeys } from '../../src/known-keys.ts'
import { notifyNodes } from '../../src/storage/changes.ts'
import { startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf, refusalOf } from './body-of.ts'

let h: AgentHub
beforeAll(async () => {
  h = await startAgentHub()
})
afterAll(() => h.close())

async function newKey(agentId: string, over: object = {}) {
  return bodyOf(
    AgentKeyCreated,
    await h.owner.post(`/agents/${agentId}/keys`, { name: 'laptop', ...over }),
    201,
  )
}

async function listKeys(agentId: string) {
  return bodyOf(AgentKeyList, await h.owner.get(`/agents/${agentId}/keys`)).items
}

function authenticate(secret: string) {
  return authenticateAgentKey({ services: h.hub.services, secret })
}

describe('keys of an agent', () => {
  it('shows the secret once, and stores only its hash', async () => {
    const agent = await h.agent('Shown once')
    const key = await newKey(agent.id)
    expect(key).toMatchObject({
      name: 'laptop',
      endpoint: agent.endpoint,
      last_used_at: null,
      expires_at: null,
    })
    expect(key.secret).toMatch(/^jf_agent_[\w-]{43}$/)
    expect(key.hint).toBe(key.secret.slice(-4))
    const { secret: _, endpoint: __, ...listed } = key
    expect(await listKeys(agent.id)).toEqual([listed])
    const rows = await h.hub.services.database.db.selectFrom('agent_keys').selectAll().execute()
    const events = await h.hub.services.database.db.selectFrom('audit_events').selectAll().execute()
    expect(JSON.stringify([rows, events])).not.toContain(key.secret)
  })

  it('refuses an expiry that has passed, naming the field', async () => {
    const agent = await h.agent('Too late')
    const body = { name: 'old', expires_at: '2020-01-01T00:00:00Z' }
    const refusal = refusalOf(await h.owner.post(`/agents/${agent.id}/keys`, body))
    expect(refusal).toMatchObject({ status: 400, code: 'invalid', issues: [{ field: 'expires_at' }] })
  })

  it('revokes one key and leaves the others', async () => {
    const agent = await h.agent('Two keys')
    const [first, second] = [await newKey(agent.id), await newKey(agent.id)]
    expect((await h.owner.delete(`/agents/${agent.id}/keys/${first.id}`)).status).toBe(204)
    expect((await listKeys(agent.id)).map((key) => key.id)).toEqual([second.id])
    expect((await h.owner.delete(`/agents/${agent.id}/keys/${first.id}`)).status).toBe(404)
  })

  it('ADR-15, SEC-11: gives a key a new secret in its place, shown once', async () => {
    const agent = await h.agent('Turning')
    const key = await newKey(agent.id, { expires_at: new Date(Date.now() + 3_600_000).toISOString() })
    expect(await authenticate(key.secret)).toBeDefined()
    const rotated = bodyOf(AgentKeyCreated, await h.owner.post(`/agents/${agent.id}/keys/${key.id}/rotate`))
    const { secret, hint } = rotated
    expect(rotated).toEqual({ ...key, secret, hint, last_used_at: rotated.last_used_at })
    expect([secret === key.secret, hint]).toEqual([false, secret.slice(-4)])
    expect(await authenticate(key.secret)).toBeUndefined()
    expect((await authenticate(secret))?.actor).toMatchObject({ id: key.id, agentId: agent.id })
    const events = h.hub.services.database.db.selectFrom('audit_events').selectAll()
    const [event] = await events.where('action', '=', 'agent_key.rotated').execute()
    expect(event).toMatchObject({ agent_id: agent.id, detail: { key: key.id, name: 'laptop' } })
    expect(JSON.stringify(event)).not.toContain(secret)
  })

  it('refuses to rotate a key that has expired or is not of that agent', async () => {
    const [mine, other] = [await h.agent('Rotates'), await h.agent('Does not')]
    const key = await newKey(mine.id)
    expect((await h.owner.post(`/agents/${other.id}/keys/${key.id}/rotate`)).status).toBe(404)
    await h.hub.services.database.db
      .updateTable('agent_keys')
      .set({ expires_at: new Date() })
      .where('id', '=', key.id)
      .execute()
    const refusal = refusalOf(await h.owner.post(`/agents/${mine.id}/keys/${key.id}/rotate`))
    expect(refusal).toMatchObject({ status: 409, code: 'conflict', hint: expect.stringContaining('new key') })
    expect((await listKeys(mine.id))[0]?.hint).toBe(key.hint)
  })

  it("does not revoke another agent's key", async () => {
    const [mine, other] = [await h.agent('Mine'), await h.agent('Other')]
    const key = await newKey(other.id)
    expect((await h.owner.delete(`/agents/${mine.id}/keys/${key.id}`)).status).toBe(404)
    expect(await listKeys(other.id)).toHaveLength(1)
  })
})

describe('authenticating', () => {
  it("SEC-13: gives the context of the key's account and agent", async () => {
    const agent = await h.agent('Known')
    const key = await newKey(agent.id)
    const ctx = await authenticate(key.secret)
    expect(ctx?.accountId).toBe(h.accountId)
    expect(ctx?.actor).toEqual({ type: 'agent_key', id: key.id, name: 'laptop', agentId: agent.id })
    expect(await authenticate(key.secret)).toEqual(ctx)
  })

  it('ROL-8: gives no entry to the REST API', async () => {
    const key = await newKey((await h.agent('Endpoint only')).id)
    const ctx = await authenticate(key.secret)
    expect(() => ctx && authorise(ctx, 'read')).toThrow('endpoint only')
  })

  it.each([
    ['nothing', ''],
    ['a made-up secret', `jf_agent_${'x'.repeat(43)}`],
    ['a secret of another kind', `jf_key_${'x'.repeat(43)}`],
    ['a very long text', `jf_agent_${'x'.repeat(100_000)}`],
  ])('answers nothing to %s', async (_, secret) => {
    expect(await authenticate(secret)).toBeUndefined()
  })

  it('forgets a revoked key at once, though it was in use', async () => {
    const agent = await h.agent('Revoked')
    const key = await newKey(agent.id)
    expect(await authenticate(key.secret)).toBeDefined()
    await h.owner.delete(`/agents/${agent.id}/keys/${key.id}`)
    expect(await authenticate(key.secret)).toBeUndefined()
  })

  it('forgets the keys of a deleted agent at once', async () => {
    const agent = await h.agent('Deleted')
    const key = await newKey(agent.id)
    expect(await authenticate(key.secret)).toBeDefined()
    await h.owner.delete(`/agents/${agent.id}`)
    expect(await authenticate(key.secret)).toBeUndefined()
  })

  it('hears of a revocation on another node', async () => {
    const key = await newKey((await h.agent('Elsewhere')).id)
    expect(await authenticate(key.secret)).toBeDefined()
    const { database } = h.hub.services
    await database.db.transaction().execute(async (tx) => {
      await tx.updateTable('agent_keys').set({ revoked_at: new Date() }).where('id', '=', key.id).execute()
      await notifyNodes(tx, h.accountId)
    })
    await vi.waitUntil(async () => (await authenticate(key.secret)) === undefined)
  })

  it('does not keep what was read while something changed', async () => {
    const key = { accountId: h.accountId, expiresAt: Infinity, notedAt: 0 }
    const { changes } = h.hub.services
    const reads: string[] = []
    const keys = new KnownKeys(changes, async (hash) => {
      reads.push(hash)
      if (reads.length === 1) changes.publish(h.accountId)
      return key
    })
    for (let use = 0; use < 3; use++) expect(await keys.find('secret')).toBe(key)
    expect(reads).toHaveLength(2)
    changes.publish(h.accountId)
    expect(await keys.find('secret')).toBe(key)
    expect(reads).toHaveLength(3)
  })

  it('refuses an expired key, also when it was in use before', async () => {
    const inAnHour = new Date(Date.now() + 3_600_000)
    const key = await newKey((await h.agent('Expiring')).id, { expires_at: inAnHour.toISOString() })
    expect(await authenticate(key.secret)).toBeDefined()
    vi.useFakeTimers({ toFake: ['Date'], now: inAnHour })
    try {
      expect(await authenticate(key.secret)).toBeUndefined()
    } finally {
      vi.useRealTimers()
    }
  })

  it('notes the use, at most once a minute', async () => {
    const agent = await h.agent('Noted')
    const key = await newKey(agent.id)
    const lastUse = async () => (await listKeys(agent.id))[0]?.last_used_at ?? undefined
    await authenticate(key.secret)
    const first = await vi.waitUntil(lastUse)
    await authenticate(key.secret)
    h.hub.services.changes.publish(h.accountId)
    await authenticate(key.secret)
    expect(await lastUse()).toBe(first)
    await backdateUse(key.id)
    h.hub.services.changes.publish(h.accountId)
    await authenticate(key.secret)
    await vi.waitUntil(async () => (await lastUse()) !== new Date(0).toISOString())
  })
})

async function backdateUse(keyId: string): Promise<void> {
  await h.hub.services.database.db
    .updateTable('agent_keys')
    .set({ last_used_at: new Date(0) })
    .where('id', '=', keyId)
    .execute()
}
