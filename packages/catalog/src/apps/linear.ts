import {
  apiKey,
  at,
  choice,
  date,
  defineApp,
  graph,
  integer,
  list,
  moment,
  oauth2,
  object,
  revocation,
  text,
  textAt,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const pages = {
  first: integer('How many, at most 250; 50 if absent').min(1).max(250).optional(),
  after: text('Where to go on, from next_page').optional(),
}
const issueId = { id: text('Id of the issue, or its identifier such as ENG-123') }
const is = (what: string) => object(what, { eq: text('Is exactly this').optional() }).optional()
const contains = (what: string) =>
  object(what, { containsIgnoreCase: text('Contains these words').optional() }).optional()
const between = (what: string) =>
  object(what, { gte: moment('Not before').optional(), lt: moment('Before').optional() }).optional()

const filter = object("Conditions as Linear's IssueFilter has them; all must hold", {
  title: contains('Title'),
  state: object('State', {
    name: is('Its name'),
    type: is('backlog, unstarted, started, completed, canceled'),
  }).optional(),
  assignee: object('Assignee', {
    email: is('E-mail address'),
    id: is('Id'),
    name: is('Full name'),
  }).optional(),
  team: object('Team', { key: is('Its key, such as ENG'), id: is('Id') }).optional(),
  project: object('Project', { id: is('Id'), name: is('Name') }).optional(),
  labels: object('At least one of its labels', { name: is('Name') }).optional(),
  priority: object('Priority: 0 none, 1 urgent, 2 high, 3 medium, 4 low', {
    eq: integer('Is exactly this').optional(),
    lte: integer('At most this').optional(),
  }).optional(),
  createdAt: between('When it was created'),
  updatedAt: between('When it was last changed'),
})
const issue = {
  title: text('Title').optional(),
  description: text('Text, in Markdown').optional(),
  assigneeId: text('Id of the person, from linear_list_users').optional(),
  stateId: text('Id of the state, from linear_list_teams').optional(),
  priority: choice('0 none, 1 urgent, 2 high, 3 medium, 4 low', [0, 1, 2, 3, 4]).optional(),
  projectId: text('Id of the project, from linear_list_projects').optional(),
  labelIds: list(text('Id of a label'), 'All its labels').optional(),
  parentId: text('Id of the issue that it is a part of').optional(),
  dueDate: date('Day: 2026-12-31').optional(),
  estimate: integer('Estimate, in the points of the team').optional(),
}

/** https://linear.app/developers/graphql */
export default defineApp({
  slug: 'linear',
  name: 'Linear',
  category: 'Projects',
  position: 170,
  color: '#5E6AD2',
  icon: 'logos:linear-icon',
  about: 'Issues, comments, teams and projects of your workspace.',
  docs: 'https://linear.app/developers',
  hosts: { web: 'https://linear.app', api: 'https://api.linear.app' },
  auth: [
    oauth2({
      authorize: '{web}/oauth/authorize',
      token: '{api}/oauth/token',
      scopes: { default: ['read', 'write'], more: ['issues:create', 'comments:create'], separator: ',' },
      // Without it a person who is in several workspaces could not choose another one.
      authorizeParams: { prompt: 'consent' },
      refresh: 'single_use',
      register: 'https://linear.app/settings/api/applications/new',
      revoke: revocation('{api}/oauth/revoke'),
    }),
    apiKey({
      label: 'Personal API key',
      where: 'https://linear.app/settings/account/security',
      headers: ({ key = '' }) => ({ authorization: key }),
    }),
  ],
  api: {
    base: '{api}/graphql',
    whoami: {
      request: 'POST ',
      body: { query: 'query { viewer { id name email organization { name urlKey } } }' },
      label: (answer) => textAt(answer, 'data.viewer.email') ?? textAt(answer, 'data.viewer.name'),
    },
    paging: { input: 'after', next: nextOf },
    failure: failureOf,
  },
  tools: {
    linear_search_issues: graph.read(
      'query($term:String!,$first:Int,$after:String){searchIssues(term:$term,first:$first,after:$after){nodes{id identifier title url state{name}} pageInfo{hasNextPage endCursor}}}',
      {
        about: 'Find issues by words in their titles, texts and comments.',
        variables: { term: text('The words'), ...pages },
        scopes: ['read'],
        returns: 'searchIssues/nodes',
      },
    ),
    linear_list_issues: graph.read(
      'query($filter:IssueFilter,$first:Int,$after:String){issues(filter:$filter,first:$first,after:$after){nodes{id identifier title url priorityLabel state{name} assignee{name}} pageInfo{hasNextPage endCursor}}}',
      {
        about: 'List issues, by state, assignee, team, project, label, priority or time.',
        variables: { filter: filter.optional(), ...pages },
        scopes: ['read'],
        returns: 'issues/nodes',
      },
    ),
    linear_get_issue: graph.read(
      'query($id:String!){issue(id:$id){id identifier title description url state{id name} assignee{id name} labels{nodes{name}} comments{nodes{body user{name}}}}}',
      {
        about: 'Read an issue with its text, state, assignee, labels and comments.',
        variables: issueId,
        scopes: ['read'],
        returns: 'issue',
      },
    ),
    linear_create_issue: graph.write(
      'mutation($input:IssueCreateInput!){issueCreate(input:$input){success issue{id identifier url}}}',
      {
        about: 'Create an issue in a team.',
        variables: {
          input: object('The issue', { teamId: text('Id of the team, from linear_list_teams'), ...issue }),
        },
        scopes: ['write|issues:create'],
        returns: 'issueCreate(success,issue)',
      },
    ),
    linear_update_issue: graph.write(
      'mutation($id:String!,$input:IssueUpdateInput!){issueUpdate(id:$id,input:$input){success issue{id identifier url}}}',
      {
        about: 'Change an issue: state, assignee, priority, title or text. What is not named stays.',
        variables: { ...issueId, input: object('What changes', issue) },
        scopes: ['write'],
        returns: 'issueUpdate(success,issue)',
      },
    ),
    linear_add_comment: graph.write(
      'mutation($input:CommentCreateInput!){commentCreate(input:$input){success comment{id url}}}',
      {
        about: 'Comment on an issue.',
        variables: {
          input: object('The comment', {
            issueId: text('Id of the issue, or its identifier such as ENG-123'),
            body: text('The comment, in Markdown'),
            parentId: text('Id of the comment that it answers').optional(),
          }),
        },
        scopes: ['write|comments:create'],
        returns: 'commentCreate(success,comment)',
      },
    ),
    linear_list_teams: graph.read(
      'query($first:Int,$after:String){teams(first:$first,after:$after){nodes{id key name states{nodes{id name type}}} pageInfo{hasNextPage endCursor}}}',
      {
        about: 'List the teams with the states that their issues can be in.',
        variables: pages,
        scopes: ['read'],
        returns: 'teams/nodes',
      },
    ),
    linear_list_projects: graph.read(
      'query($first:Int,$after:String){projects(first:$first,after:$after){nodes{id name url status{name}} pageInfo{hasNextPage endCursor}}}',
      { about: 'List the projects.', variables: pages, scopes: ['read'], returns: 'projects/nodes' },
    ),
    linear_list_users: graph.read(
      'query($first:Int,$after:String){users(first:$first,after:$after){nodes{id name email active} pageInfo{hasNextPage endCursor}}}',
      {
        about: 'List the people of the workspace.',
        variables: pages,
        scopes: ['read'],
        returns: 'users/nodes',
      },
    ),
    linear_archive_issue: graph.destructive('mutation($id:String!){issueArchive(id:$id){success}}', {
      about: 'Archive an issue: it is gone from all lists, and can be brought back in Linear only.',
      variables: issueId,
      scopes: ['write'],
      returns: 'issueArchive/success',
    }),
  },
})

/** A connection has its place under `pageInfo`, whatever the query calls it; the last page has a place as well. */
function nextOf({ body }: ProviderAnswer): string | undefined {
  const data = at(body, 'data')
  const [page] = typeof data === 'object' && data !== null ? Object.values(data as Json) : []
  return at(page, 'pageInfo.hasNextPage') === true ? textAt(page, 'pageInfo.endCursor') : undefined
}

/** What is wrong stands in the first error, whatever the status: a limit answers 400. */
function failureOf({ headers, body }: ProviderAnswer): ToolFailure | undefined {
  const error = at(body, 'errors.0')
  const original = textAt(error, 'message') ?? ''
  const message = textAt(error, 'extensions.userPresentableMessage') ?? original
  const scope = /scope: `?([\w:]+)/i.exec(original)?.[1]
  const code = textAt(error, 'extensions.code')
  if (scope !== undefined) return { kind: 'forbidden', message, scope }
  if (code === 'AUTHENTICATION_ERROR') return { kind: 'expired', message }
  if (code === 'FORBIDDEN' || code === 'FEATURE_NOT_ACCESSIBLE') return { kind: 'forbidden', message }
  if (code === 'RATELIMITED')
    return { kind: 'rate_limited', message, ...waitUntil(headers['x-ratelimit-requests-reset']) }
  if (code === 'INPUT_ERROR') return { kind: /not found/i.test(original) ? 'not_found' : 'invalid', message }
  return undefined
}

/** Milliseconds since 1970. */
function waitUntil(reset: string | undefined): { retryAfter?: number } {
  const seconds = Math.ceil((Number(reset) - Date.now()) / 1000)
  return seconds > 0 ? { retryAfter: seconds } : {}
}
