import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import type { App, Json, Tool, ToolField } from '../src/run.ts'
import { documentsOf, judgeGraph } from './graphql-description.ts'
import { minimalInput } from './inputs.ts'
import { judgeFor } from './openapi-description.ts'
import type { Judge, Violation } from './openapi-description.ts'
import { descriptionOf, ifPresent, present } from './provider-facts.ts'
import { openWire } from './wire.ts'
import type { Wire } from './wire.ts'

let wire: Wire
beforeAll(async () => {
  wire = await openWire()
})
afterAll(() => wire.close())

describe.skipIf(!present)(`a planted mistake is caught${ifPresent}`, () => {
  let judge: Judge
  beforeAll(async () => {
    judge = await judgeFor('github', descriptionOf('github'))
  })
  const github = appCalled('github')
  const create = toolOf(github, 'github_create_issue')
  const list = toolOf(github, 'github_list_commits')

  const caught = async (tool: Tool, input: Json = {}, app = github): Promise<Violation[]> =>
    judge.judge(await wire.call(app, tool, { ...minimalInput(app, tool), ...input })).violations

  it('none, when none was planted', async () => {
    expect(await caught(create)).toEqual([])
    expect(await caught(list)).toEqual([])
  })

  it.each([
    ['a wrong path', { ...create, path: '/repos/{owner}/{repo}/issue' }],
    ['a path too long', { ...create, path: `${create.path}/comments` }],
    ['a wrong method', { ...create, method: 'PUT' }],
  ])('%s', async (_, tool) => {
    expect(await caught(tool)).toEqual([{ at: 'path', says: expect.stringContaining('no operation') }])
  })

  it('a wrong host', async () => {
    const moved = { ...github, hosts: { ...github.hosts, api: 'https://api.github.example' } }
    expect(await caught(create, {}, moved)).toEqual([
      { at: 'path', says: expect.stringContaining('no server') },
    ])
  })

  it('a query parameter that the provider does not know', async () => {
    const tool = withField(list, { in: 'query', wire: 'per-page', schema: { const: 5 } })
    expect(await caught(tool)).toEqual([{ at: 'query/per-page', says: 'additionalProperties' }])
  })

  it('a query parameter of the wrong kind', async () => {
    const violations = await caught(list, { per_page: 'many', since: 'yesterday' })
    expect(violations).toHaveLength(2)
    expect(violations).toContainEqual({ at: 'query/per_page', says: 'must be integer' })
    expect(violations).toContainEqual({ at: 'query/since', says: 'must match format "date-time"' })
  })

  it('a body field that the provider does not know, at any depth', async () => {
    const tool = withField(create, { in: 'body', wire: 'heading', schema: { const: 'x' } })
    expect(await caught(tool)).toEqual([{ at: 'body/heading', says: 'additionalProperties' }])
    expect(await caught(create, { labels: [{ name: 'a', hue: 1 }] })).toEqual([
      { at: 'body/labels/*/hue', says: 'additionalProperties' },
    ])
  })

  it('a body field that is missing, or of the wrong kind', async () => {
    const without = { ...create, fields: create.fields.filter(({ wire: name }) => name !== 'title') }
    expect(await caught(without)).toEqual([{ at: 'body/title', says: 'required' }])
    expect(await caught(create, { body: 5 })).toEqual([{ at: 'body/body', says: 'must be string' }])
  })

  it('a body in another media type', async () => {
    const app = { ...github, api: { ...github.api, headers: { 'content-type': 'text/plain' } } }
    const says = 'text/plain is none of application/json'
    expect(await caught(create, {}, app)).toContainEqual({ at: 'content-type', says })
  })

  it('a body where none is expected', async () => {
    const received = await wire.call(github, list, minimalInput(github, list))
    const headers = { ...received.headers, 'content-type': 'application/json' }
    const { violations } = judge.judge({ ...received, headers, body: '{"sha":"x"}' })
    expect(violations).toEqual([{ at: 'body', says: 'no body expected' }])
  })

  it('a list that is written another way than the provider reads it', async () => {
    const asana = appCalled('asana')
    const tool = asana.tools.find(({ fields }) => fields.some((field) => field.wire === 'opt_fields'))!
    const received = await wire.call(asana, tool, minimalInput(asana, tool))
    received.url.search = '?opt_fields=name&opt_fields=gid'
    const { violations } = (await judgeFor('asana', descriptionOf('asana'))).judge(received)
    expect(violations).toContainEqual({ at: 'query/opt_fields', says: 'repeated' })
  })

  it('another GraphQL document, and variables that it does not declare, lacks, or has otherwise', async () => {
    const linear = appCalled('linear')
    const tool = toolOf(linear, 'linear_search_issues')
    const operation = documentsOf(descriptionOf('linear')).get(tool.name)!
    const judged = async (changed: Tool, input: Json) =>
      judgeGraph(operation, await wire.call(linear, changed, input)).map(({ at }) => at)
    expect(await judged(tool, { term: 'x' })).toEqual([])
    expect(
      await judged({ ...tool, document: tool.document?.replace('url', 'link') ?? '' }, { term: 'x' }),
    ).toEqual(['query'])
    expect(await judged(tool, { term: 5 })).toEqual(['variables'])
    expect(await judged(tool, {})).toEqual(['variables'])
    const further = withField(tool, { in: 'body', wire: 'last', schema: { const: 5 } })
    expect(await judged(further, { term: 'x' })).toEqual(['variables/last'])
  })
})

function appCalled(slug: string): App {
  return apps.find((app) => app.slug === slug)!
}

function toolOf(app: App, name: string): Tool {
  return app.tools.find((tool) => tool.name === name)!
}

/** The tool with one more value that it always sends. */
function withField(tool: Tool, field: Pick<ToolField, 'in' | 'wire' | 'schema'>): Tool {
  return { ...tool, fields: [...tool.fields, { input: null, required: true, ...field }] }
}
