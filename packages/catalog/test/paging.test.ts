import { expect, it } from 'vitest'
import { apps } from '../src/index.ts'
import { answerOf, requestOf } from '../src/run.ts'
import type { App, Json, Outgoing, Tool } from '../src/run.ts'
import { complaint } from './input-check.ts'
import { minimalInput } from './inputs.ts'
import { senderOf } from './wire.ts'

interface Pages {
  tool: string
  input?: Json
  /** The answers of the first page and of the last; `link` is a header. */
  first: unknown
  last: unknown
  link?: [first: string, last: string]
  next: Json
}

const microsoft = (path: string) => ({
  first: {
    value: [{ id: '1' }],
    '@odata.nextLink': `https://graph.microsoft.com/v1.0${path}?$top=1&$skiptoken=abc%2B1`,
  },
  last: { value: [{ id: '2' }] },
  next: { skip_token: 'abc+1' },
})
const relay = (name: string) => ({
  first: { data: { [name]: { nodes: [{ id: '1' }], pageInfo: { hasNextPage: true, endCursor: 'c1' } } } },
  last: { data: { [name]: { nodes: [{ id: '2' }], pageInfo: { hasNextPage: false, endCursor: 'c2' } } } },
  next: { after: 'c1' },
})
const google = (items: string) => ({
  first: { [items]: [{ id: '1' }], nextPageToken: 't1' },
  last: { [items]: [{ id: '2' }] },
  next: { pageToken: 't1' },
})

/** Two pages of each kind, in the shapes of the providers' documentation. */
const rows: Pages[] = [
  {
    tool: 'hubspot_search_contacts',
    first: { total: 2, results: [{ id: '1' }], paging: { next: { after: '1', link: 'https://x' } } },
    last: { total: 2, results: [{ id: '2' }] },
    next: { after: '1' },
  },
  {
    tool: 'pipedrive_list_deals',
    first: { success: true, data: [{ id: 1 }], additional_data: { next_cursor: 'c1' } },
    last: { success: true, data: [{ id: 2 }], additional_data: { next_cursor: null } },
    next: { cursor: 'c1' },
  },
  { tool: 'gmail_search_messages', ...google('messages') },
  {
    tool: 'mailchimp_list_audiences',
    first: { lists: [{ id: '1' }], total_items: 2 },
    last: { lists: [{ id: '2' }], total_items: 2 },
    next: { offset: 1 },
  },
  {
    tool: 'notion_search',
    first: { object: 'list', results: [{ id: '1' }], next_cursor: 'c1', has_more: true },
    last: { object: 'list', results: [{ id: '2' }], next_cursor: null, has_more: false },
    next: { start_cursor: 'c1' },
  },
  { tool: 'google_drive_search_files', ...google('files') },
  {
    tool: 'dropbox_list_folder_continue',
    input: { cursor: 'c0' },
    first: { entries: [{ name: 'a' }], cursor: 'c1', has_more: true },
    last: { entries: [{ name: 'b' }], cursor: 'c2', has_more: false },
    next: { cursor: 'c1' },
  },
  { tool: 'onedrive_list_children', ...microsoft('/me/drive/items/1/children') },
  {
    tool: 'confluence_list_spaces',
    first: {
      results: [{ id: '1' }],
      _links: { next: '/wiki/api/v2/spaces?limit=1&cursor=c1', base: 'https://x' },
    },
    last: { results: [{ id: '2' }], _links: { base: 'https://x' } },
    next: { cursor: 'c1' },
  },
  { tool: 'google_calendar_list_events', ...google('items') },
  {
    tool: 'calendly_list_events',
    first: {
      collection: [{ uri: '1' }],
      pagination: { count: 1, next_page: 'https://x', next_page_token: 't1' },
    },
    last: { collection: [{ uri: '2' }], pagination: { count: 1, next_page: null, next_page_token: null } },
    next: { page_token: 't1' },
  },
  {
    tool: 'airtable_list_records',
    first: { records: [{ id: 'rec1' }], offset: 'itr1/rec1' },
    last: { records: [{ id: 'rec2' }] },
    next: { offset: 'itr1/rec1' },
  },
  {
    tool: 'slack_list_channels',
    first: { ok: true, channels: [{ id: 'C1' }], response_metadata: { next_cursor: 'dGVhbTpD' } },
    last: { ok: true, channels: [{ id: 'C2' }], response_metadata: { next_cursor: '' } },
    next: { cursor: 'dGVhbTpD' },
  },
  {
    tool: 'slack_search_messages',
    first: {
      ok: true,
      messages: { matches: [{ ts: '1' }], paging: { count: 1, total: 2, page: 1, pages: 2 } },
    },
    last: {
      ok: true,
      messages: { matches: [{ ts: '2' }], paging: { count: 1, total: 2, page: 2, pages: 2 } },
    },
    next: { page: 2 },
  },
  {
    tool: 'discord_list_guilds',
    input: { limit: 1 },
    first: [{ id: '10', name: 'a' }],
    last: [],
    next: { after: '10' },
  },
  {
    tool: 'discord_search_messages',
    input: { limit: 1 },
    first: { messages: [[{ id: '20' }]], total_results: 2 },
    last: { messages: [[{ id: '21' }]], total_results: 2 },
    next: { offset: 1 },
  },
  {
    tool: 'discord_list_messages',
    input: { limit: 1 },
    first: [{ id: '20' }],
    last: [],
    next: { before: '20' },
  },
  { tool: 'microsoft_teams_list_chats', ...microsoft('/me/chats') },
  { tool: 'linear_list_issues', ...relay('issues') },
  { tool: 'linear_search_issues', ...relay('searchIssues') },
  { tool: 'linear_list_teams', ...relay('teams') },
  { tool: 'linear_list_projects', ...relay('projects') },
  { tool: 'linear_list_users', ...relay('users') },
  {
    tool: 'jira_search_issues',
    first: { issues: [{ id: '1' }], nextPageToken: 't1', isLast: false },
    last: { issues: [{ id: '2' }], isLast: true },
    next: { nextPageToken: 't1' },
  },
  {
    tool: 'jira_list_projects',
    first: { values: [{ id: '1' }], startAt: 0, maxResults: 1, total: 2, isLast: false },
    last: { values: [{ id: '2' }], startAt: 1, maxResults: 1, total: 2, isLast: true },
    next: { startAt: 1 },
  },
  {
    tool: 'asana_list_tasks',
    first: { data: [{ gid: '1' }], next_page: { offset: 'o1', path: '/x', uri: 'https://x' } },
    last: { data: [{ gid: '2' }], next_page: null },
    next: { offset: 'o1' },
  },
  {
    tool: 'clickup_list_tasks',
    first: { tasks: [{ id: '1' }], last_page: false },
    last: { tasks: [{ id: '2' }], last_page: true },
    next: { page: 1 },
  },
  {
    tool: 'monday_list_items',
    first: { data: { boards: [{ items_page: { cursor: 'c1', items: [{ id: '1' }] } }] } },
    last: { data: { boards: [{ items_page: { cursor: null, items: [{ id: '2' }] } }] } },
    next: { cursor: 'c1' },
  },
  {
    tool: 'monday_list_boards',
    input: { limit: 1 },
    first: { data: { boards: [{ id: '1' }] } },
    last: { data: { boards: [] } },
    next: { page: 2 },
  },
  {
    tool: 'github_list_repos',
    first: [{ id: 1 }],
    last: [{ id: 2 }],
    link: [
      '<https://api.github.com/user/repos?per_page=1&page=2>; rel="next", <https://api.github.com/user/repos?page=2>; rel="last"',
      '<https://api.github.com/user/repos?page=1>; rel="first", <https://api.github.com/user/repos?page=1>; rel="prev"',
    ],
    next: { page: 2 },
  },
  {
    tool: 'gitlab_list_projects',
    first: [{ id: 1 }],
    last: [{ id: 2 }],
    link: [
      '<https://gitlab.com/api/v4/projects?page=2>; rel="next"',
      '<https://gitlab.com/api/v4/projects?page=1>; rel="prev"',
    ],
    next: { page: 2 },
  },
  {
    tool: 'intercom_search_contacts',
    first: {
      type: 'list',
      data: [{ id: '1' }],
      pages: { type: 'pages', page: 1, next: { page: 2, starting_after: 's1' } },
      total_count: 2,
    },
    last: { type: 'list', data: [{ id: '2' }], pages: { type: 'pages', page: 2 }, total_count: 2 },
    next: expect.anything() as Json,
  },
  {
    tool: 'zendesk_list_tickets',
    first: {
      tickets: [{ id: 1 }],
      meta: { has_more: true, after_cursor: 'a1' },
      links: { next: 'https://acme.zendesk.com/api/v2/tickets?page[after]=a1' },
    },
    last: { tickets: [{ id: 2 }], meta: { has_more: false, after_cursor: 'a2' }, links: { next: null } },
    next: expect.anything() as Json,
  },
]

it.each(rows)(
  '$tool: one page, the next one, and the end',
  ({ tool: name, input, first, last, link = [], next }) => {
    const { app, tool } = find(name)
    const asked = { ...minimalInput(app, tool), ...input }
    const begun = answerOf(app, tool, { status: 200, headers: { link: link[0] ?? '' }, body: first }, asked)
    expect(begun).toMatchObject({ ok: true, output: { next_page: next } })

    const more = { ...asked, ...(begun.ok ? (begun.output['next_page'] as Json) : {}) }
    expect(complaint(tool, more)).toBeUndefined()
    expect(told(app, tool, more)).not.toEqual(told(app, tool, asked))
    const ended = answerOf(app, tool, { status: 200, headers: { link: link[1] ?? '' }, body: last }, more)
    expect(ended).toMatchObject({ ok: true })
    expect(ended.ok && ended.output).not.toHaveProperty('next_page')
  },
)

it('has two pages shown for every app that has pages, in every way that it has them', () => {
  const shown = new Set(rows.map(({ tool }) => kindOf(find(tool))))
  const kinds = apps.flatMap((app) =>
    app.tools.filter(({ paging }) => paging).map((tool) => kindOf({ app, tool })),
  )
  expect([...new Set(kinds)].filter((kind) => !shown.has(kind))).toEqual([])
})

/** Apps have pages in one way for each input that carries the place. */
function kindOf({ app, tool }: { app: App; tool: Tool }): string {
  return `${app.slug} ${tool.paging?.input}`
}

function told(app: App, tool: Tool, input: Json): Outgoing {
  return requestOf(senderOf(app), tool, input)
}

function find(name: string): { app: App; tool: Tool } {
  const [found] = apps.flatMap((app) =>
    app.tools.filter((tool) => tool.name === name).map((tool) => ({ app, tool })),
  )
  if (!found) throw new Error(`no tool ${name}`)
  return found
}
