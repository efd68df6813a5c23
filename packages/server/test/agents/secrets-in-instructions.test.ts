import { AgentSaved } from '@jackfield/sdk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { linesWithSecrets } from '../../src/agents/secrets-in-text.ts'
import { newSecret } from '../../src/ids.ts'
import { startAgentHub } from './agent-hub.ts'
import type { AgentHub } from './agent-hub.ts'
import { bodyOf } from './body-of.ts'

/** Put together here, so that nobody who looks for leaked keys stops at this file. */
const key = (start: string) => `${start}${'a1B2c3D4e5'.repeat(3)}`

describe('linesWithSecrets', () => {
  it.each([
    `Call it with ${key('sk-')}.`,
    `The repository opens with ${key('ghp_')}`,
    `Use ${key('xoxb-')} for Slack`,
    `Our bucket: ${key('AKIA').slice(0, 20).toUpperCase()}`,
    `Send ${newSecret('agent').secret} as Bearer`,
    ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' '),
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl',
    'Authorization: Bearer a1b2c3d4e5f6',
    'X-Api-Key: 7d9f3c1b2a',
    '{"token": "7d9f3c1b2a"}',
    'The API key is 7d9f3c1b2a, use it always.',
    'Log in as support, password: Winter2026!',
    '- **Password:** `Winter2026!`',
    'https://warehouse.example.com/mcp?access_token=7d9f3c1b2a',
    'postgres://app:correct-horse@db.example.com/app',
  ])('SEC-3: finds the secret in: %s', (line) => {
    expect(linesWithSecrets(`Be kind.\n${line}\nBe brief.`)).toEqual([2])
  })

  it.each([
    'You are a helpful assistant. Never ask a customer for a password, token or API key.',
    'Password: ask the owner for it.',
    'Authorization: Bearer <token>',
    'Send X-Api-Key: ${WAREHOUSE_KEY_2} along, or Bearer $TOKEN1.',
    'The API key is in the headers of the connector.',
    'Keep answers under max_tokens: 4096.',
    'The token limit is 128k-tokens.',
    'Passwords are explained at https://wiki.example.com/pages/42?page=2&id=a1b2c3d4',
    'Reset password: https://shop.example.com/reset/2026',
    'postgres://user:<password>@db.example.com/app',
    'Use the template sk-learn-project-for-the-new-students and npm_config_cache_directory.',
    'Order ids look like 7d9f3c1b-2a44-4e0b-9a55-0123456789ab; meetings are at 10:30.',
  ])('SEC-3: finds none in: %s', (line) => {
    expect(linesWithSecrets(line)).toEqual([])
  })

  it('SEC-3: hostile text costs no more than its length', () => {
    const pieces = ['eyJ', 'eyJ-', 'a ', 'token ', 'token:', '://', '://a:', 'sk-', 'Bearer ', '- ', '"', '=']
    for (const piece of pieces) expect(linesWithSecrets(piece.repeat(100_000)).length).toBeLessThan(2)
  })
})

describe('instructions that seem to hold a secret', () => {
  let h: AgentHub
  beforeAll(async () => {
    h = await startAgentHub()
  })
  afterAll(() => h?.close())

  const secret = key('sk-')
  const careless = `Answer orders.\nThe shop opens with ${secret}`
  const warned = [
    expect.stringMatching(/hold a key or password \(line 2\)\. .*connector's headers/) as unknown as string,
  ]

  it('SEC-3: are saved with a warning that repeats nothing of them', async () => {
    const answer = await h.owner.post('/agents', { name: 'Careless', instructions: careless })
    const created = bodyOf(AgentSaved, answer, 201)
    expect(created).toMatchObject({ instructions: careless, warnings: warned })
    expect(created.warnings.join()).not.toContain(secret)
    const path = `/agents/${created.id}`
    const better = { version: created.version, instructions: 'Answer orders.' }
    expect(bodyOf(AgentSaved, await h.owner.patch(path, better)).warnings).toEqual([])
    const worse = { version: created.version + 1, instructions: careless }
    expect(bodyOf(AgentSaved, await h.owner.patch(path, worse)).warnings).toEqual(warned)
    const clone = bodyOf(AgentSaved, await h.owner.post(`${path}/clone`, { name: 'Copy' }), 201)
    expect(clone.warnings).toEqual(warned)
  })

  it('SEC-3: are warned of as well when they come from the template', async () => {
    const template = { name: 'Careless', instructions: careless }
    const { id } = (await h.owner.post('/templates', template)).body as { id: string }
    const answer = await h.owner.post('/agents', { name: 'Heir', template_id: id })
    expect(bodyOf(AgentSaved, answer, 201).warnings).toEqual(warned)
  })

  it('SEC-3, SEC-16: stay out of the audit log', async () => {
    await h.owner.post('/agents', { name: 'Unlogged', instructions: careless })
    expect(JSON.stringify((await h.owner.get('/audit?limit=100')).body)).not.toContain(secret)
  })
})
