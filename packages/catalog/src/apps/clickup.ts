import {
  apiKey,
  as,
  at,
  choice,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  messageIn,
  numbered,
  oauth2,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const archived = { archived: flag('Archived ones in place of the others').optional() }
const taskId = { task_id: text('Id of the task') }
const listId = { list_id: text('Id of the list, from clickup_list_lists') }
const page = integer('Which page of 100, from 0').min(0).optional()
const order_by = choice('Order by', ['id', 'created', 'updated', 'due_date']).optional()
const statuses = as('statuses[]', list(text('Name of a status'), 'Only those in these').optional())
const assignees = as('assignees[]', list(text('Id of a person'), 'Only those of these').optional())
const priority = choice('1 urgent, 2 high, 3 normal, 4 low', [1, 2, 3, 4]).optional()
const dueDate = integer('When it is due, in milliseconds since 1970').min(0).optional()
const description = text('Text').optional()
const inStatus = text('Name of a status of the list').optional()
const person = integer('Id of a person')
const taskParts = 'id,name,status/status,assignees(id,username,email),due_date,url'

/** https://developer.clickup.com/reference */
export default defineApp({
  slug: 'clickup',
  name: 'ClickUp',
  category: 'Projects',
  position: 210,
  color: '#7B68EE',
  icon: 'logos:clickup-icon',
  about: 'Tasks, lists, folders and comments of your workspaces.',
  docs: 'https://developer.clickup.com',
  hosts: { web: 'https://app.clickup.com', api: 'https://api.clickup.com' },
  auth: [
    // There are no scopes: a token may do all that the person may, in the workspaces chosen at consent.
    oauth2({
      authorize: '{web}/api',
      token: '{api}/api/v2/oauth/token',
      pkce: false,
      refresh: 'none',
      register: 'https://app.clickup.com/settings/apps',
      readToken,
      revokeByHand: 'https://app.clickup.com/settings/apps',
    }),
    apiKey({
      label: 'Personal API token',
      where: 'https://app.clickup.com/settings/apps',
      headers: ({ key = '' }) => ({ authorization: key }),
    }),
  ],
  api: {
    base: '{api}/api/v2',
    whoami: {
      request: 'GET /user',
      label: (answer) => textAt(answer, 'user.email') ?? textAt(answer, 'user.username'),
    },
    paging: numbered('page', ({ body }) => at(body, 'last_page') === false, 0),
    failure: failureOf,
  },
  tools: {
    clickup_list_workspaces: read('GET /team', {
      about: 'List the workspaces with their people. Their ids are the team_id of other tools.',
      returns: 'teams(id,name,members/user(id,username,email))',
    }),
    clickup_list_spaces: read('GET /team/{team_id}/space', {
      about: 'List the spaces of a workspace, with the statuses of their tasks.',
      path: { team_id: text('Id of the workspace, from clickup_list_workspaces') },
      query: archived,
      returns: 'spaces(id,name,statuses(status,type))',
    }),
    clickup_list_folders: read('GET /space/{space_id}/folder', {
      about: 'List the folders of a space, with their lists.',
      path: { space_id: text('Id of the space') },
      query: archived,
      returns: 'folders(id,name,lists(id,name))',
    }),
    clickup_list_lists: read('GET /folder/{folder_id}/list', {
      about: 'List the lists of a folder.',
      path: { folder_id: text('Id of the folder') },
      query: archived,
      returns: 'lists(id,name)',
    }),
    clickup_list_tasks: read('GET /list/{list_id}/task', {
      about: 'List the tasks of a list, open ones unless include_closed.',
      path: listId,
      query: {
        ...archived,
        page,
        order_by,
        statuses,
        assignees,
        include_closed: flag('Closed ones as well').optional(),
      },
      returns: `tasks(${taskParts})`,
    }),
    clickup_search_tasks: read('GET /team/{team_Id}/task', {
      about:
        'List tasks of a whole workspace by space, list, status, assignee or due date. It does not look for words.',
      path: { team_Id: text('Id of the workspace, from clickup_list_workspaces') },
      query: {
        page,
        order_by,
        space_ids: as('space_ids[]', list(text('Id of a space'), 'Only those in these').optional()),
        list_ids: as('list_ids[]', list(text('Id of a list'), 'Only those in these').optional()),
        statuses,
        assignees,
        due_date_lt: integer('Due before, in milliseconds since 1970').optional(),
      },
      returns: `tasks(${taskParts},list(id,name))`,
    }),
    clickup_get_task: read('GET /task/{task_id}', {
      about: 'Read a task. With a custom id such as DEV-42 say custom_task_ids and team_id as well.',
      path: taskId,
      query: {
        custom_task_ids: flag('task_id is a custom id').optional(),
        team_id: text('Id of the workspace; with custom_task_ids').optional(),
        include_subtasks: flag('Its subtasks as well').optional(),
      },
      returns: `${taskParts},custom_id,description,priority/priority,tags/name,creator(id,username),list(id,name),date_created,subtasks(${taskParts})`,
    }),
    clickup_create_task: write('POST /list/{list_id}/task', {
      about: 'Create a task in a list.',
      path: listId,
      body: {
        name: text('Name'),
        description,
        assignees: list(person, 'Who does it').optional(),
        status: inStatus,
        priority,
        due_date: dueDate,
        tags: list(text('Name of a tag'), 'Its tags').optional(),
      },
      returns: 'id,url',
    }),
    clickup_update_task: write('PUT /task/{task_id}', {
      about: 'Change a task: name, text, status, priority, due date or assignees. What is not named stays.',
      path: taskId,
      body: {
        name: text('New name').optional(),
        description,
        status: inStatus,
        priority,
        due_date: dueDate,
        assignees: object('Who is put on it and taken off', {
          add: list(person, 'Put on').optional(),
          rem: list(person, 'Taken off').optional(),
        }).optional(),
      },
      returns: 'id',
    }),
    clickup_add_comment: write('POST /task/{task_id}/comment', {
      about: 'Comment on a task.',
      path: taskId,
      body: {
        comment_text: text('The comment'),
        notify_all: flag('Tell the creator of the task as well'),
        assignee: integer('Id of the person who must act on it').optional(),
      },
      returns: 'id',
    }),
    clickup_delete_task: destructive('DELETE /task/{task_id}', {
      about: 'Delete a task. It lies in the trash of the workspace for 30 days.',
      path: taskId,
    }),
  },
})

/** The answer may hold the token only; errors come as `{"err":"...","ECODE":"OAUTH_014"}`. */
function readToken(answer: Json): Json {
  const { access_token, err, ECODE } = answer
  if (access_token !== undefined) return { ...answer, token_type: 'bearer' }
  if (typeof err !== 'string') return answer
  const error = ECODE === 'OAUTH_010' || /client/i.test(err) ? 'invalid_client' : 'invalid_grant'
  return { error, error_description: err }
}

/** https://developer.clickup.com/docs/common_errors */
function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, headers, body } = answer
  const message = messageIn(answer)
  const code = Number(/^OAUTH_(\d+)$/.exec(textAt(body, 'ECODE') ?? '')?.[1])
  // The token is good, but not for this workspace.
  if (code === 23 || code === 26 || code === 27 || (code >= 29 && code <= 45))
    return { kind: 'forbidden', message }
  if (status !== 429 || headers['retry-after'] !== undefined) return undefined
  const wait = Math.ceil(Number(headers['x-ratelimit-reset']) - Date.now() / 1000)
  return { kind: 'rate_limited', message, ...(wait > 0 ? { retryAfter: wait } : {}) }
}
