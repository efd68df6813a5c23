import { apps } from '@jackfield/catalog'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { withLessPatience } from '../less-patience.ts'
import { startAppHub } from './app-hub.ts'
import type { AppHub } from './app-hub.ts'
import { callTool } from './reading-tool.ts'
import { listenOnLoopback } from '../upstreams/listen-on-loopback.ts'
import type { Listening } from '../upstreams/listen-on-loopback.ts'

/** What GitHub's API answers, one after the other; the last for ever. */
let answers: { status: number; body?: unknown; headers?: Record<string, string>; hang?: boolean }[]
let seen: { method: string; url: string; at: number }[]
let server: Listening
let hub: AppHub
const found = apps.find(({ slug }) => slug === 'github')
if (!found) throw new Error('there is no GitHub')
const github = found

beforeAll(async () => {
  server = await listenOnLoopback(async (request, response) => {
    for await (const _ of request);
    seen.push({ method: request.method ?? '', url: request.url ?? '', at: Date.now() })
    const answer =
      request.url === '/user'
        ? { status: 200, body: { login: 'ada' } }
        : answers.length > 1
          ? answers.shift()
          : answers[0]
    if (!answer || ('hang' in answer && answer.hang)) return
    const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? {})
    response.writeHead(answer.status, {
      'content-type': 'application/json',
      ...('headers' in answer ? answer.headers : {}),
    })
    response.end(text)
  })
  hub = await startAppHub()
  hub.gateway.hub.services.config.appHosts['github'] = { api: server.origin, web: server.origin }
  seen = []
  answers = []
  await hub.gateway.owner.post('/connectors/github/key', { key: { key: 'ghp_secret' } })
})
afterAll(async () => {
  await hub.close()
  await server.close()
})
beforeEach(() => {
  seen = []
  answers = [
    { status: 200, body: { number: 7, title: 'A bug', html_url: 'https://github.com/o/r/issues/7' } },
  ]
})

const issue = { owner: 'octo', repo: 'hello', issue_number: 7 }
const readIssue = (input: Record<string, unknown> = issue) =>
  callTool(hub, github, { name: 'github_get_issue', input })
const openIssue = () =>
  callTool(hub, github, {
    name: 'github_create_issue',
    input: { owner: 'octo', repo: 'hello', title: 'A bug' },
  })
const textOf = ({ result }: { result: { content: { text?: string }[] } }) => result.content[0]?.text ?? ''

describe('what reaches the app', () => {
  it('CAT-11: a call is one request, and its answer is trimmed to what the tool declares', async () => {
    answers = [
      { status: 200, body: { number: 7, title: 'A bug', node_id: 'x', labels: [{ name: 'bug', url: 'y' }] } },
    ]
    const { result } = await readIssue()
    expect(result.structuredContent).toEqual({ number: 7, title: 'A bug', labels: [{ name: 'bug' }] })
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /repos/octo/hello/issues/7'])
  })

  it('SEC-13: ids with slashes and dots stay one segment, or are refused before anything is sent', async () => {
    await readIssue({ ...issue, repo: '../../user/a?b#c' })
    expect(seen[0]?.url).toBe('/repos/octo/..%2F..%2Fuser%2Fa%3Fb%23c/issues/7')
    const up = await readIssue({ ...issue, repo: '..' })
    expect(up.outcome).toBe('error')
    expect(textOf(up)).toContain('repo')
    expect(seen).toHaveLength(1)
  })
})

describe('apps that answer badly', () => {
  it('RUN-11: a read is tried again after the wait that the app asks for', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '1' } }, ...answers]
    expect(await readIssue()).toMatchObject({ outcome: 'ok' })
    const [first, second] = seen
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1000)
  })

  it('RUN-11: a long wait is left to the model, which is told how long', async () => {
    answers = [{ status: 429, headers: { 'retry-after': '600' } }]
    expect(textOf(await readIssue())).toContain('600 s')
    expect(seen).toHaveLength(1)
  })

  it('B21: a write is never sent twice', async () => {
    answers = [{ status: 502 }]
    expect(await openIssue()).toMatchObject({ outcome: 'error' })
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['not found', { status: 404, body: { message: 'Not Found' } }, /found nothing/],
    [
      'invalid, with the field',
      { status: 422, body: { message: 'Validation Failed', errors: [{ field: 'title' }] } },
      /"title"/,
    ],
    ['forbidden', { status: 403, body: { message: 'Resource not accessible' } }, /does not allow/],
    ['down', { status: 503, body: {} }, /not working right now/],
    [
      'HTML instead of JSON',
      { status: 200, body: '<html>hi</html>', headers: { 'content-type': 'text/html' } },
      /instead of JSON/,
    ],
  ])('RUN-11: %s', async (_, answer, words) => {
    answers = [answer]
    const call = await readIssue()
    expect(call).toMatchObject({ outcome: 'error', result: { isError: true } })
    expect(textOf(call)).toMatch(words)
    expect(((await hub.gateway.owner.get('/connectors/github')).body as { status: string }).status).toBe(
      'connected',
    )
  })

  it('RUN-14: an answer of more than ten megabytes is not taken', async () => {
    answers = [{ status: 200, body: { title: 'x'.repeat(11 * 1024 * 1024) } }]
    expect(textOf(await readIssue())).toContain('more than is accepted')
  })

  it('RUN-11: an app that hangs ends with the time that a call may take', async () => {
    answers = [{ status: 200, hang: true }]
    const { config } = hub.gateway.hub.services
    const call = await withLessPatience(config, { callTimeoutMs: 500 }, openIssue)
    expect(call.outcome).toBe('error')
    expect(textOf(call)).toMatch(/did not answer in time.*check before trying again/s)
  })

  it('STA-5: a 401 of a key that cannot be renewed asks for a person', async () => {
    answers = [{ status: 401, body: { message: 'Bad credentials' } }]
    expect(textOf(await readIssue())).toContain('sign in')
    expect((await hub.gateway.owner.get('/connectors/github')).body).toMatchObject({
      status: 'needs_reconnect',
      status_reason: expect.stringContaining('Bad credentials'),
    })
  })
})
