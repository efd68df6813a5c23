import {
  apiKey,
  at,
  defineApp,
  graph,
  integer,
  list,
  messageIn,
  numbered,
  oauth2,
  record,
  text,
  textAt,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const limit = integer('How many on a page').min(1).default(25)
const pages = { limit, page: integer('Which page, from 1').min(1).optional() }
const boardId = text('Id of the board, from monday_list_boards')
const itemId = text('Id of the item')
const values = record(
  'Values by the ids of the columns, from monday_get_board. Examples: {"status":{"label":"Done"},"date4":{"date":"2026-12-31"},"text":"hello","people":{"personsAndTeams":[{"id":123,"kind":"person"}]}}',
)

/** Another page comes when this one is full. */
const pagesOf = (items: string) =>
  numbered('page', ({ body }, given) => {
    const found = at(body, `data.${items}`)
    return Array.isArray(found) && found.length >= (typeof given['limit'] === 'number' ? given['limit'] : 25)
  })

/** https://developer.monday.com/api-reference */
export default defineApp({
  slug: 'monday',
  name: 'monday.com',
  category: 'Projects',
  position: 220,
  color: '#6161FF',
  icon: 'logos:monday-icon',
  about: 'Boards, items and updates of your workspaces.',
  docs: 'https://developer.monday.com',
  hosts: { auth: 'https://auth.monday.com', api: 'https://api.monday.com' },
  auth: [
    // The classic flow: its tokens do not expire. The new one, by app version, has another address for tokens.
    oauth2({
      authorize: '{auth}/oauth2/authorize',
      token: '{auth}/oauth2/token',
      pkce: false,
      scopes: {
        default: ['me:read', 'boards:read', 'boards:write', 'users:read', 'workspaces:read', 'updates:write'],
      },
      authorizeParams: { force_install_if_needed: 'true' },
      refresh: 'none',
      register: 'https://developer.monday.com/apps/docs/create-an-app',
      revokeByHand: 'https://support.monday.com/hc/en-us/articles/15265913506450',
    }),
    apiKey({
      label: 'Personal API token',
      where: 'https://developer.monday.com/api-reference/docs/authentication',
      headers: ({ key = '' }) => ({ authorization: key }),
    }),
  ],
  api: {
    base: '{api}/v2',
    headers: { 'api-version': '2026-10' },
    whoami: {
      request: 'POST ',
      body: { query: 'query { me { id name email account { id name slug } } }' },
      label: (answer) => textAt(answer, 'data.me.email') ?? textAt(answer, 'data.me.name'),
    },
    failure: failureOf,
  },
  tools: {
    monday_list_boards: graph.read(
      'query($limit:Int,$page:Int){boards(limit:$limit,page:$page){id name state workspace_id}}',
      {
        about: 'List the boards.',
        variables: pages,
        scopes: ['boards:read'],
        returns: 'boards(id,name,state,workspace_id)',
        paging: pagesOf('boards'),
      },
    ),
    monday_get_board: graph.read(
      'query($ids:[ID!]){boards(ids:$ids){id name columns{id title type} groups{id title}}}',
      {
        about: 'Read the columns and groups of boards. Needed before items are created or changed.',
        variables: { ids: list(boardId, 'The boards') },
        scopes: ['boards:read'],
        returns: 'boards(id,name,columns,groups)',
      },
    ),
    monday_list_items: graph.read(
      'query($ids:[ID!],$limit:Int!,$cursor:String){boards(ids:$ids){items_page(limit:$limit,cursor:$cursor){cursor items{id name column_values{id text value}}}}}',
      {
        about: 'List the items of a board with the values of their columns.',
        variables: {
          ids: list(boardId, 'The board: exactly one').min(1).max(1),
          limit: limit.unwrap().max(500).default(25),
          cursor: text('Where to go on, from next_page').optional(),
        },
        scopes: ['boards:read'],
        returns: 'boards/items_page/items',
        paging: {
          input: 'cursor',
          next: ({ body }) => textAt(body, 'data.boards.0.items_page.cursor'),
        },
      },
    ),
    monday_get_items: graph.read(
      'query($ids:[ID!]){items(ids:$ids){id name state board{id} column_values{id text value}}}',
      {
        about: 'Read items with the values of their columns, at most 100.',
        variables: { ids: list(itemId, 'The items').max(100) },
        scopes: ['boards:read'],
        returns: 'items',
      },
    ),
    monday_create_item: graph.write(
      'mutation($board_id:ID!,$item_name:String!,$group_id:String,$column_values:JSON){create_item(board_id:$board_id,item_name:$item_name,group_id:$group_id,column_values:$column_values){id}}',
      {
        about: 'Create an item on a board.',
        variables: {
          board_id: boardId,
          item_name: text('Name'),
          group_id: text('Id of the group; the first one if absent').optional(),
          column_values: values.optional(),
        },
        prepare: columnsAsText,
        scopes: ['boards:write'],
        returns: 'create_item/id',
      },
    ),
    monday_update_item: graph.write(
      'mutation($board_id:ID!,$item_id:ID!,$column_values:JSON!){change_multiple_column_values(board_id:$board_id,item_id:$item_id,column_values:$column_values){id}}',
      {
        about: 'Change values of an item. Its name is the column "name".',
        variables: { board_id: boardId, item_id: itemId, column_values: values },
        prepare: columnsAsText,
        scopes: ['boards:write'],
        returns: 'change_multiple_column_values/id',
      },
    ),
    monday_add_update: graph.write(
      'mutation($item_id:ID!,$body:String!){create_update(item_id:$item_id,body:$body){id}}',
      {
        about: 'Write an update, which is a comment on an item.',
        variables: { item_id: itemId, body: text('The update; may hold HTML') },
        scopes: ['updates:write'],
        returns: 'create_update/id',
      },
    ),
    monday_list_users: graph.read(
      'query($limit:Int,$page:Int){users(limit:$limit,page:$page){id name email}}',
      {
        about: 'List the people of the account.',
        variables: pages,
        scopes: ['users:read'],
        returns: 'users(id,name,email)',
        paging: pagesOf('users'),
      },
    ),
    monday_list_workspaces: graph.read(
      'query($limit:Int,$page:Int){workspaces(limit:$limit,page:$page){id name}}',
      {
        about: 'List the workspaces.',
        variables: pages,
        scopes: ['workspaces:read'],
        returns: 'workspaces(id,name)',
        paging: pagesOf('workspaces'),
      },
    ),
    monday_delete_item: graph.destructive('mutation($item_id:ID){delete_item(item_id:$item_id){id}}', {
      about: 'Delete an item. It lies in the recycle bin for 30 days.',
      variables: { item_id: itemId },
      scopes: ['boards:write'],
      returns: 'delete_item/id',
    }),
  },
})

/** The type JSON of this API is a text that holds JSON. */
function columnsAsText(input: Json): Json {
  const { column_values, ...rest } = input
  return column_values === undefined ? rest : { ...rest, column_values: JSON.stringify(column_values) }
}

/** Errors come with status 200 as a rule; older ones have `error_code` and the status in the body. */
function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, body } = answer
  const older = textAt(body, 'error_code')
  const code = textAt(body, 'errors.0.extensions.code') ?? older ?? ''
  const message = textAt(body, 'errors.0.message') ?? textAt(body, 'error_message') ?? messageIn(answer)
  const wait = at(body, 'errors.0.extensions.retry_in_seconds')
  if (/budget_exhausted|ComplexityException|limit_?exceeded|concurrency/i.test(code))
    return {
      kind: 'rate_limited',
      message,
      ...(typeof wait === 'number' ? { retryAfter: Math.ceil(wait) } : {}),
    }
  if (/unauthorized|permission|forbidden/i.test(code)) return { kind: 'forbidden', message }
  if (/not_?found/i.test(code)) return { kind: 'not_found', message }
  if (/internal/i.test(code)) return { kind: 'provider_down', message }
  return older === undefined || status === 401 ? undefined : { kind: 'invalid', message }
}
