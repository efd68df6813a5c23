import { afterEach, describe, expect, it } from 'vitest'
import { startGateway } from '../gateway/start-gateway.ts'
import type { Gateway } from '../gateway/start-gateway.ts'
import { send } from '../api.ts'

const open: Gateway[] = []
afterEach(async () => {
  for (const gateway of open.splice(0)) await gateway.close()
})

/**
 * A hub with these limits. They are low, so that none of them fills up again while a slow machine asks. What the owner
 * asks for on the way counts as well.
 */
async function start(rates: { perKey?: number; perAccount?: number; perAddress?: number }): Promise<Gateway> {
  const gateway = await startGateway({ rates: { perKey: 0, perAccount: 0, perAddress: 0, ...rates } })
  open.push(gateway)
  return gateway
}

const ping = { jsonrpc: '2.0', id: 1, method: 'ping' }

async function statuses(times: number, ask: () => Promise<{ status: number }>): Promise<number[]> {
  const all: number[] = []
  for (let time = 0; time < times; time++) all.push((await ask()).status)
  return all
}

describe('the limit of a key', () => {
  it('SEC-17: turns an agent key away with 429, Retry-After and a JSON-RPC error, and no other key', async () => {
    const gateway = await start({ perKey: 5 })
    const [busy, calm] = [await gateway.agent('Busy'), await gateway.agent('Calm')]
    expect(await statuses(5, () => busy.post(ping))).not.toContain(429)
    const refused = await busy.post(ping)
    expect(refused.status).toBe(429)
    const wait = Number(refused.headers.get('retry-after'))
    expect(wait).toBeGreaterThanOrEqual(1)
    expect(wait).toBeLessThanOrEqual(12)
    expect(await refused.json()).toEqual({
      jsonrpc: '2.0',
      id: null,
      error: {
        code: -32600,
        message: expect.stringContaining('This key has sent too many requests') as string,
      },
    })
    expect((await calm.post(ping)).status).not.toBe(429)
  })

  it('SEC-17: turns an API key away in the words of REST, and no other', async () => {
    const gateway = await start({ perKey: 3 })
    const key = async () => {
      const made = await gateway.owner.post('/keys', { name: 'k', role: 'viewer' })
      expect(made.status).toBe(201)
      return (made.body as { secret: string }).secret
    }
    const [busy, calm] = [await key(), await key()]
    const ask = (secret: string) =>
      send(`${gateway.hub.url}/api/v1/agents`, { headers: { authorization: `Bearer ${secret}` } })
    expect(await statuses(3, () => ask(busy))).toEqual([200, 200, 200])
    const refused = await ask(busy)
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({ error: { code: 'rate_limited' } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect((await ask(calm)).status).toBe(200)
  })
})

describe('the limit of an account', () => {
  it('SEC-17: holds for all its keys and people together, on both faces, and for no other account', async () => {
    const gateway = await start({ perAccount: 3 })
    const { hub } = gateway
    const viewer = await hub.as('viewer')
    const other = await hub.secondAccount()
    const agent = await gateway.agent('Agent')
    const used = await statuses(10, () => viewer.get('/agents'))
    expect(used).toContain(429)
    const refused = await agent.post(ping)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('of this account')
    expect((await gateway.owner.get('/agents')).status).toBe(429)
    expect((await other.get('/agents')).status).toBe(200)
  })
})

describe('the limit of an address', () => {
  it('SEC-17: answers bad credentials with 429 in the end, and never a good one', async () => {
    const gateway = await start({ perAddress: 3 })
    const agent = await gateway.agent('Good')
    const guess = () =>
      fetch(agent.endpoint, { method: 'POST', headers: { authorization: 'Bearer jf_agent_guess' } })
    expect(await statuses(3, guess)).toEqual([401, 401, 401])
    const refused = await guess()
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    // The same address at the other face.
    const anonymous = await send(`${gateway.hub.url}/api/v1/agents`)
    expect(anonymous).toMatchObject({ status: 429, body: { error: { code: 'rate_limited' } } })
    expect((await agent.post(ping)).status).not.toBe(429)
    expect((await gateway.owner.get('/agents')).status).toBe(200)
  })
})

describe('no limits', () => {
  it('SEC-17: let everything pass where the operator set 0', async () => {
    const gateway = await start({})
    const agent = await gateway.agent('Agent')
    const all = await statuses(60, () => agent.post(ping))
    expect(all).not.toContain(429)
    expect(await statuses(60, () => send(`${gateway.hub.url}/api/v1/agents`))).not.toContain(429)
  })
})
