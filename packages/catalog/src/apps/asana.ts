import {
  apiKey,
  as,
  choice,
  cursor,
  date,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  messageIn,
  moment,
  oauth2,
  object,
  read,
  record,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'

/** Asana gives pages only to those who say how long one is. */
const pages = {
  limit: integer('How many, at most 100').min(1).max(100).default(50),
  offset: text('Where to go on, from next_page').optional(),
}
const own = ['name', 'notes', 'completed', 'permalink_url', 'num_subtasks', 'followers.name'] as const
const dates = ['created_at', 'modified_at', 'completed_at', 'due_on', 'due_at', 'start_on'] as const
const linked = [
  'assignee.name',
  'projects.name',
  'memberships.section.name',
  'parent.name',
  'tags.name',
] as const
const custom = ['custom_fields.name', 'custom_fields.display_value'] as const
const taskFields = [...own, ...dates, ...linked, ...custom] as const
const projectFields = [
  'name',
  'notes',
  'archived',
  'due_on',
  'team.name',
  'members.name',
  'permalink_url',
] as const
const fieldsOf = (names: readonly string[], about: string) => list(choice('Name of a field', names), about)
const parts = (names: readonly string[], ...given: string[]) => ({
  opt_fields: fieldsOf(names, 'What to return besides gid').default(given),
})
const workspace = { workspace_gid: text('Id of the workspace, from asana_list_workspaces') }
const taskId = { task_gid: text('Id of the task') }
const task = {
  name: text('Name').optional(),
  notes: text('Text').optional(),
  html_notes: text('Text as HTML, in place of notes: <body>...</body>').optional(),
  assignee: text('Id or e-mail address of a person, or me').optional(),
  due_on: date('Day: 2026-12-31').optional(),
  due_at: moment('Day and time, in place of due_on').optional(),
  completed: flag('It is done').optional(),
  parent: text('Id of the task that it is a part of').optional(),
  custom_fields: record('Values by the ids of the custom fields').optional(),
}

/** https://developers.asana.com/reference/rest-api-reference */
export default defineApp({
  slug: 'asana',
  name: 'Asana',
  category: 'Projects',
  position: 190,
  color: '#F06A6A',
  icon: 'logos:asana-icon',
  about: 'Tasks, projects and comments of your workspaces.',
  docs: 'https://developers.asana.com',
  hosts: { web: 'https://app.asana.com', api: 'https://app.asana.com' },
  auth: [
    oauth2({
      authorize: '{web}/-/oauth_authorize',
      token: '{web}/-/oauth_token',
      // An app that is registered with full permissions knows none of them: it must be one with scopes.
      scopes: {
        default: [
          'tasks:read',
          'tasks:write',
          'tasks:delete',
          'projects:read',
          'stories:write',
          'users:read',
          'workspaces:read',
          'workspaces.typeahead:read',
        ],
      },
      refresh: 'kept',
      register: 'https://app.asana.com/0/my-apps',
      revoke: revocation('{web}/-/oauth_revoke'),
    }),
    apiKey({ label: 'Personal access token', where: 'https://app.asana.com/0/my-apps' }),
  ],
  api: {
    base: '{api}/api/1.0',
    whoami: {
      request: 'GET /users/me',
      label: (me) => textAt(me, 'data.email') ?? textAt(me, 'data.name'),
    },
    lists: 'comma',
    paging: cursor('offset', 'next_page.offset'),
    failure: (answer) => {
      if (answer.status !== 403) return undefined
      const message = messageIn(answer)
      const scope = /\b([a-z_.]+:(?:read|write|delete))\b/.exec(message)?.[1]
      return { kind: 'forbidden', message, ...(scope === undefined ? {} : { scope }) }
    },
  },
  tools: {
    asana_list_workspaces: read('GET /workspaces', {
      about: 'List the workspaces and organizations of the connected person.',
      query: { ...pages, ...parts(['name', 'is_organization', 'email_domains'], 'name', 'is_organization') },
      scopes: ['workspaces:read'],
      returns: 'data',
    }),
    asana_list_projects: read('GET /projects', {
      about: 'List the projects of a workspace or a team.',
      query: {
        workspace: text('Id of the workspace').optional(),
        team: text('Id of the team').optional(),
        archived: flag('Only archived ones, or only others; both if absent').optional(),
        ...pages,
        ...parts(projectFields, 'name', 'archived', 'permalink_url'),
      },
      scopes: ['projects:read'],
      returns: 'data',
    }),
    asana_list_tasks: read('GET /tasks', {
      about:
        'List the tasks of a project or a section, or those of a person: then say assignee and workspace.',
      query: {
        project: text('Id of the project').optional(),
        assignee: text('Id or e-mail address of a person, or me; needs workspace').optional(),
        workspace: text('Id of the workspace; needs assignee').optional(),
        section: text('Id of the section').optional(),
        completed_since: moment(
          'Open ones and those done since then; a future moment: open ones only',
        ).optional(),
        ...pages,
        ...parts(taskFields, 'name', 'completed', 'due_on', 'assignee.name'),
      },
      scopes: ['tasks:read'],
      returns: 'data',
    }),
    asana_search_tasks: read('GET /workspaces/{workspace_gid}/tasks/search', {
      about:
        'Find tasks by words, assignee, project or state, at most 100. Paid plans only: else use asana_find.',
      path: workspace,
      query: {
        text: text('Words in name and text').optional(),
        assignee_any: as('assignee.any', text('Ids of people, with commas; me is one').optional()),
        projects_any: as('projects.any', text('Ids of projects, with commas').optional()),
        completed: flag('Only done ones, or only open ones').optional(),
        sort_by: choice('Order by, newest first', [
          'due_date',
          'created_at',
          'completed_at',
          'likes',
          'modified_at',
        ]).optional(),
        ...parts(taskFields, 'name', 'completed', 'due_on', 'assignee.name'),
      },
      scopes: ['tasks:read'],
      returns: 'data',
    }),
    asana_get_task: read('GET /tasks/{task_gid}', {
      about: 'Read a task: name, text, assignee, dates, projects and custom fields.',
      path: taskId,
      query: {
        opt_fields: fieldsOf(taskFields, 'What to return besides gid; nearly all if absent').optional(),
      },
      scopes: ['tasks:read'],
      returns: 'data',
    }),
    asana_create_task: write('POST /tasks', {
      about: 'Create a task. It needs a name, and workspace, projects or parent.',
      query: parts(taskFields, 'name', 'permalink_url'),
      body: {
        data: object('The task', {
          ...task,
          workspace: text('Id of the workspace').optional(),
          projects: list(text('Id of a project'), 'The projects that it belongs to').optional(),
          followers: list(text('Id, e-mail address or me'), 'Who is told of changes').optional(),
          tags: list(text('Id of a tag'), 'Its tags').optional(),
        }),
      },
      scopes: ['tasks:write'],
      returns: 'data',
    }),
    asana_update_task: write('PUT /tasks/{task_gid}', {
      about: 'Change a task: name, text, assignee, due date, or done. What is not named stays.',
      path: taskId,
      body: { data: object('What changes', task) },
      scopes: ['tasks:write'],
      returns: 'data',
    }),
    asana_add_comment: write('POST /tasks/{task_gid}/stories', {
      about: 'Comment on a task. Its followers are told.',
      path: taskId,
      body: {
        data: object('The comment: text or html_text', {
          text: text('The comment').optional(),
          html_text: text('The comment as HTML: <body>...</body>').optional(),
        }),
      },
      scopes: ['stories:write'],
      returns: 'data/gid',
    }),
    asana_find: read('GET /workspaces/{workspace_gid}/typeahead', {
      about:
        'Find a project, a person, a tag or a task by the beginning of its name. Best for turning names into ids.',
      path: workspace,
      query: {
        resource_type: choice('What to find', [
          'custom_field',
          'goal',
          'portfolio',
          'project',
          'project_template',
          'tag',
          'task',
          'team',
          'user',
        ]),
        query: text('The beginning of its name; the latest ones if absent').optional(),
        count: integer('How many, at most 100').min(1).max(100).optional(),
        ...parts(['name'], 'name'),
      },
      scopes: ['workspaces.typeahead:read'],
      returns: 'data',
    }),
    asana_delete_task: destructive('DELETE /tasks/{task_gid}', {
      about: 'Delete a task. It lies in the trash of whoever deleted it for 30 days.',
      path: taskId,
      scopes: ['tasks:delete'],
      returns: 'data',
    }),
  },
})
