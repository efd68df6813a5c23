import {
  any,
  at,
  atlassian,
  choice,
  cursor,
  date,
  defineApp,
  destructive,
  either,
  flag,
  integer,
  list,
  object,
  offset,
  read,
  record,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json } from '../define.ts'

const issue = { issueIdOrKey: text('Key or id of the issue, such as PROJ-12') }
const fieldNames = (names: string) =>
  list(text('Name of a field, such as summary or customfield_10010'), 'Which fields come').default(
    names.split(' '),
  )
const expand = text('What comes in addition, with commas, such as renderedFields,transitions').optional()
const maxResults = (most: number) =>
  integer(`How many, at most ${most}; 50 if absent`).min(1).max(most).optional()
const startAt = integer('How many to skip').min(0).max(2_147_483_647).optional()
/** Rich text: what is plain is turned into a document. */
const richText = (about: string) =>
  either(`${about}: plain text, or a document in Atlassian Document Format`, [
    text('Plain text; an empty line ends a paragraph'),
    object('A document', {
      type: choice('A document', ['doc']),
      version: choice('Its version', [1]),
      content: list(
        record('A block, such as {"type":"paragraph","content":[{"type":"text","text":"Hello"}]}'),
        'Its blocks',
      ),
    }),
  ])
const person = object('A person', { id: text('accountId from jira_search_users') })
const named = (about: string) =>
  object(about, { name: text('Its name').optional(), id: text('Its id').optional() })
const details = {
  description: richText('Description').optional(),
  assignee: person.nullable().describe('Who does it; null for nobody').optional(),
  priority: named('Priority, such as {"name":"High"}').optional(),
  labels: list(text('A label, without spaces'), 'All its labels').optional(),
  components: list(named('A component'), 'All its components').optional(),
  parent: object('Issue above it: the epic, or of a sub-task the issue', { key: text('Its key') }).optional(),
  duedate: date('Due date').optional(),
}
const update = record(
  'Changes by field name, instead of fields, such as {"labels":[{"add":"urgent"}]}',
  list(
    object('One change', {
      add: any('Added to the list').optional(),
      remove: any('Taken off the list').optional(),
      set: any('The new value').optional(),
      edit: any('Changed in the value').optional(),
      copy: any('Copied from another issue').optional(),
    }),
    'The changes',
  ),
).optional()

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/ */
export default defineApp({
  slug: 'jira',
  name: 'Jira',
  category: 'Projects',
  position: 180,
  color: '#0052CC',
  icon: 'logos:jira',
  about: 'Find, open, change and move issues of your Jira Cloud projects.',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/rest/v3/',
  hosts: atlassian.hosts,
  auth: [atlassian.site('jira', ['read:jira-work', 'write:jira-work', 'read:jira-user']), atlassian.token()],
  api: {
    base: '{api}/ex/jira/{cloudid}',
    whoami: {
      request: 'GET /rest/api/3/myself',
      label: (me) => textAt(me, 'emailAddress') ?? textAt(me, 'displayName') ?? textAt(me, 'accountId'),
    },
    paging: offset('startAt', { items: 'values', total: 'total' }),
    failure: atlassian.failure,
  },
  tools: {
    jira_search_issues: read('GET /rest/api/3/search/jql', {
      about:
        'Find issues. The query must narrow them down, such as: project = PROJ AND status != Done ORDER BY updated DESC',
      query: {
        jql: text('The search, in JQL'),
        fields: fieldNames('summary status assignee priority issuetype updated'),
        maxResults: maxResults(5000),
        nextPageToken: text('Where the next page begins, as next_page says').optional(),
        expand,
      },
      scopes: ['read:jira-work'],
      paging: cursor('nextPageToken', 'nextPageToken'),
      returns: 'issues(id,key,fields)',
    }),
    jira_get_issue: read('GET /rest/api/3/issue/{issueIdOrKey}', {
      about: 'Read an issue: summary, description, status, people, dates, comments.',
      path: issue,
      query: {
        fields: fieldNames(
          'summary description status resolution assignee reporter priority issuetype project labels components parent subtasks issuelinks created updated duedate comment',
        ),
        expand,
      },
      scopes: ['read:jira-work'],
      returns: 'id,key,fields,renderedFields,transitions,names',
    }),
    jira_create_issue: write('POST /rest/api/3/issue', {
      about: 'Open an issue.',
      body: {
        fields: object('Its fields; further ones under their names, such as customfield_10010', {
          project: object('Project', {
            key: text('Its key, such as PROJ').optional(),
            id: text('Its id').optional(),
          }),
          issuetype: named('Kind of issue, such as {"name":"Task"}'),
          summary: text('Title, one line').max(255),
          ...details,
        }),
        update,
      },
      scopes: ['write:jira-work'],
      returns: 'id,key,self',
      prepare: withDocuments,
    }),
    jira_update_issue: write('PUT /rest/api/3/issue/{issueIdOrKey}', {
      about:
        'Change fields of an issue; what is left out stays. Its status is changed with jira_transition_issue.',
      path: issue,
      query: { notifyUsers: flag('Tell watchers; yes if absent').optional() },
      body: {
        fields: object('New values; lists replace the present ones', {
          summary: text('Title, one line').max(255).optional(),
          ...details,
        }).optional(),
        update,
      },
      scopes: ['write:jira-work'],
      prepare: withDocuments,
    }),
    jira_add_comment: write('POST /rest/api/3/issue/{issueIdOrKey}/comment', {
      about: 'Comment on an issue.',
      path: issue,
      body: {
        body: richText('The comment'),
        visibility: object('Only for some', {
          type: choice('Of what', ['role', 'group']),
          value: text('Name of the role or group').optional(),
          identifier: text('Id of the group, or name of the role').optional(),
        }).optional(),
      },
      scopes: ['write:jira-work'],
      returns: 'id',
      prepare: (input) => ({ ...input, body: atlassian.documentOf(input['body']) }),
    }),
    jira_list_transitions: read('GET /rest/api/3/issue/{issueIdOrKey}/transitions', {
      about:
        'List where an issue can go from its present status, with the ids that jira_transition_issue wants.',
      path: issue,
      scopes: ['read:jira-work'],
      returns: 'transitions(id,name,to(id,name))',
    }),
    jira_transition_issue: write('POST /rest/api/3/issue/{issueIdOrKey}/transitions', {
      about: 'Move an issue to another status.',
      path: issue,
      body: {
        transition: object('The way', { id: text('From jira_list_transitions') }),
        fields: object('Fields that the transition asks for', {
          resolution: named('Resolution, such as {"name":"Done"}').optional(),
          assignee: person.optional(),
        }).optional(),
      },
      scopes: ['write:jira-work'],
      prepare: withDocuments,
    }),
    jira_assign_issue: write('PUT /rest/api/3/issue/{issueIdOrKey}/assignee', {
      about: 'Give an issue to somebody. To give it to nobody, use jira_update_issue with assignee null.',
      path: issue,
      body: {
        accountId: text('From jira_search_users; -1 for whoever the project gives its issues to').max(128),
      },
      scopes: ['write:jira-work'],
    }),
    jira_list_projects: read('GET /rest/api/3/project/search', {
      about: 'List projects that the person sees.',
      query: { query: text('In key or name').optional(), startAt, maxResults: maxResults(100) },
      scopes: ['read:jira-work'],
      returns: 'values(id,key,name,projectTypeKey)',
    }),
    jira_search_users: read('GET /rest/api/3/user/search', {
      about:
        'Find people, for their accountId. A page can hold fewer than asked for although another follows.',
      query: { query: text('In name or e-mail address').optional(), startAt, maxResults: maxResults(1000) },
      scopes: ['read:jira-user'],
      // Who may not be seen is left out after the page was cut: only an empty page is the end.
      paging: {
        input: 'startAt',
        next: ({ body }, { startAt: here = 0, maxResults: size = 50 }) =>
          at(body, '0') === undefined ? undefined : Number(here) + Number(size),
      },
      returns: 'accountId,displayName,emailAddress,active',
    }),
    jira_delete_issue: destructive('DELETE /rest/api/3/issue/{issueIdOrKey}', {
      about: 'Delete an issue for good. Refused where it has sub-tasks, unless they are to go with it.',
      path: issue,
      query: { deleteSubtasks: flag('Delete its sub-tasks too').optional() },
      scopes: ['write:jira-work'],
    }),
  },
})

function withDocuments(input: Json): Json {
  const { fields } = input
  if (typeof fields !== 'object' || fields === null || !('description' in fields)) return input
  return { ...input, fields: { ...fields, description: atlassian.documentOf(fields.description) } }
}
