import { expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import { answerOf, failureOf } from '../src/run.ts'
import type { App, ToolFailure } from '../src/run.ts'
import { failuresOfRecords } from './failures-of-records.ts'
import { failuresOfTeamwork } from './failures-of-teamwork.ts'
import { typicalInput } from './inputs.ts'

const rows = [...failuresOfRecords, ...failuresOfTeamwork]

it.each(rows)('%s: %i %j', (slug, status, body, failure, headers = {}) => {
  expect(failureIn(appCalled(slug), status, body, headers)).toMatchObject(failure)
})

it.each(apps)('$slug: has its own failures shown', ({ slug }) => {
  expect(rows.filter(([app, , , { kind }]) => app === slug && kind === 'expired')).not.toEqual([])
  expect(rows.filter(([app, , , { kind }]) => app === slug && kind === 'rate_limited')).not.toEqual([])
})

it.each(apps)('$slug: is down when it is, and speaks no JSON', (app) => {
  for (const status of [500, 502, 503, 504])
    expect(
      failureOf(app, { status, headers: { 'retry-after': '12' }, body: '<html>Bad gateway</html>' }),
    ).toMatchObject({
      kind: 'provider_down',
      retryAfter: 12,
    })
  const page = '<!doctype html><title>Sign in</title>'
  expect(failureIn(app, 200, page, { 'content-type': 'text/html' })).toMatchObject({
    kind: 'provider_down',
    message: expect.stringContaining('text/html'),
  })
})

/** As a caller of a tool sees it. */
function failureIn(
  app: App,
  status: number,
  body: unknown,
  headers: Record<string, string>,
): ToolFailure | undefined {
  const tool = app.tools.find(({ file }) => !file)!
  const answer = answerOf(app, tool, { status, headers, body }, typicalInput(app, tool))
  return answer.ok ? undefined : answer.failure
}

function appCalled(slug: string): App {
  return apps.find((app) => app.slug === slug)!
}
