import {
  apiKey,
  at,
  choice,
  commaList,
  date,
  defineApp,
  flag,
  integer,
  linkHeader,
  list,
  oauth2,
  read,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const project = { id: text('Id of the project, or its path such as group/project') }
const issue = { ...project, issue_iid: integer('Number of the issue in its project, as in #12').min(1) }
const pages = {
  per_page: integer('How many, at most 100; 20 if absent').min(1).max(100).optional(),
  page: integer('Which page, from 1').min(1).optional(),
}
const issueState = choice('Which; all if absent', ['opened', 'closed', 'all']).optional()
const labels = commaList('Only with all of these labels')
const reading = ['read_api|api']
const writing = ['api']
const issueFields = 'iid,project_id,title,state,web_url,labels,assignees/username,updated_at'

/** https://docs.gitlab.com/api/rest/ */
export default defineApp({
  slug: 'gitlab',
  name: 'GitLab',
  category: 'Projects',
  position: 240,
  color: '#FC6D26',
  icon: 'logos:gitlab-icon',
  about: 'Issues, merge requests, files and pipelines of your projects.',
  docs: 'https://docs.gitlab.com/api/',
  // A self-managed GitLab: web=https://<host>.
  hosts: { web: 'https://gitlab.com' },
  auth: [
    oauth2({
      authorize: '{web}/oauth/authorize',
      token: '{web}/oauth/token',
      register: 'https://gitlab.com/-/user_settings/applications',
      scopes: { default: ['read_user', 'read_api', 'api'] },
      refresh: 'single_use',
      renewalRedirect: true,
      lifetime: 7200,
      revoke: revocation('{web}/oauth/revoke'),
      revokeByHand: 'https://gitlab.com/-/user_settings/applications',
    }),
    apiKey({
      label: 'Personal access token',
      where: 'https://gitlab.com/-/user_settings/personal_access_tokens',
      headers: ({ key = '' }) => ({ 'private-token': key }),
    }),
  ],
  api: {
    base: '{web}/api/v4',
    whoami: { request: 'GET /user', label: (user) => textAt(user, 'username') },
    paging: linkHeader('page'),
    failure,
  },
  tools: {
    gitlab_list_projects: read('GET /projects', {
      about: 'List or search projects. Without membership these are all that are visible, also of strangers.',
      query: {
        membership: flag('Only projects that the person is a member of').optional(),
        search: text('In name or path').optional(),
        order_by: choice('Order by; created_at if absent', [
          'id',
          'name',
          'path',
          'created_at',
          'updated_at',
          'last_activity_at',
          'star_count',
          'similarity',
        ]).optional(),
        ...pages,
      },
      scopes: reading,
      returns: 'id,path_with_namespace,description,default_branch,last_activity_at,web_url',
    }),
    gitlab_search_issues: read('GET /issues', {
      about: 'Find issues over all projects.',
      query: {
        search: text('In title and description').optional(),
        scope: choice('Whose', ['all', 'created_by_me', 'assigned_to_me']).default('all'),
        state: issueState,
        labels,
        assignee_username: text('Username of who does it').optional(),
        ...pages,
      },
      scopes: reading,
      returns: issueFields,
    }),
    gitlab_list_project_issues: read('GET /projects/{id}/issues', {
      about: 'List or search the issues of a project.',
      path: project,
      query: { state: issueState, labels, search: text('In title and description').optional(), ...pages },
      scopes: reading,
      returns: issueFields,
    }),
    gitlab_get_issue: read('GET /projects/{id}/issues/{issue_iid}', {
      about: 'Read an issue: title, text, state, labels, people.',
      path: issue,
      scopes: reading,
      returns:
        'iid,project_id,title,description,state,labels,milestone/title,author/username,assignees/username,due_date,created_at,updated_at,closed_at,user_notes_count,web_url',
    }),
    gitlab_create_issue: write('POST /projects/{id}/issues', {
      about: 'Open an issue.',
      path: project,
      body: {
        title: text('Title').max(255),
        description: text('Text, in Markdown').optional(),
        labels: list(text('Name of a label; a new one is made'), 'Its labels').optional(),
        assignee_ids: list(integer('Id of a person'), 'Who does it').optional(),
        due_date: date('Due date').optional(),
      },
      scopes: writing,
      returns: 'iid,project_id,web_url',
    }),
    gitlab_add_issue_note: write('POST /projects/{id}/issues/{issue_iid}/notes', {
      about: 'Comment on an issue.',
      path: issue,
      body: { body: text('The comment, in Markdown') },
      scopes: writing,
      returns: 'id,created_at',
    }),
    gitlab_list_merge_requests: read('GET /projects/{id}/merge_requests', {
      about: 'List or search the merge requests of a project.',
      path: project,
      query: {
        state: choice('Which; all if absent', ['opened', 'closed', 'locked', 'merged', 'all']).optional(),
        search: text('In title and description').optional(),
        author_username: text('Username of who wrote it').optional(),
        ...pages,
      },
      scopes: reading,
      returns: 'iid,title,state,draft,author/username,source_branch,target_branch,updated_at,web_url',
    }),
    gitlab_get_merge_request: read('GET /projects/{id}/merge_requests/{merge_request_iid}', {
      about: 'Read a merge request: text, branches, whether it can be merged, its pipeline.',
      path: { ...project, merge_request_iid: integer('Number in its project, as in !12').min(1) },
      scopes: reading,
      returns:
        'iid,title,description,state,draft,merge_status,detailed_merge_status,has_conflicts,author/username,assignees/username,reviewers/username,source_branch,target_branch,pipeline(id,status,web_url),head_pipeline(id,status,web_url),merged_at,web_url',
    }),
    gitlab_create_merge_request: write('POST /projects/{id}/merge_requests', {
      about: 'Open a merge request within a project.',
      path: project,
      body: {
        source_branch: text('The branch with the changes'),
        target_branch: text('The branch to merge into'),
        title: text('Title; begin it with "Draft: " for a draft').max(255),
        description: text('Text, in Markdown').optional(),
      },
      scopes: writing,
      returns: 'iid,project_id,web_url',
    }),
    gitlab_get_file: read('GET /projects/{id}/repository/files/{file_path}', {
      about: 'Read a file of a repository. Its content is base64.',
      path: { ...project, file_path: text('Path of the file, such as src/main.ts') },
      query: { ref: text('Branch, tag or commit; HEAD for the default branch') },
      scopes: reading,
      returns: 'file_name,file_path,size,encoding,content,ref,blob_id,last_commit_id',
    }),
    gitlab_search: read('GET /search', {
      about:
        'Search all of GitLab for one kind of thing. Code, commits, wikis and comments need advanced search on the server.',
      query: {
        scope: choice('What to find', [
          'projects',
          'issues',
          'merge_requests',
          'milestones',
          'snippet_titles',
          'users',
          'blobs',
          'commits',
          'wiki_blobs',
          'notes',
        ]),
        search: text('Words'),
        ...pages,
      },
      scopes: reading,
      returns:
        'id,iid,project_id,name,title,username,path_with_namespace,state,path,ref,startline,data,message,body,web_url',
    }),
    gitlab_list_pipelines: read('GET /projects/{id}/pipelines', {
      about: 'List the pipelines of a project, newest first.',
      path: project,
      query: {
        status: choice('Only in this state', [
          'created',
          'waiting_for_resource',
          'preparing',
          'pending',
          'running',
          'success',
          'failed',
          'canceled',
          'skipped',
          'manual',
          'scheduled',
        ]).optional(),
        ref: text('Only of this branch or tag').optional(),
        ...pages,
      },
      scopes: reading,
      returns: 'id,status,source,ref,sha,created_at,web_url',
    }),
  },
})

/** A missing scope is named; what is wrong with a field stands in a list under its name. */
function failure({ status, body }: ProviderAnswer): ToolFailure | undefined {
  if (status === 403 && at(body, 'error') === 'insufficient_scope') {
    const scope = textAt(body, 'scope')
    const message = textAt(body, 'error_description') ?? 'insufficient_scope'
    return { kind: 'forbidden', message, ...(scope === undefined ? {} : { scope }) }
  }
  const fields = at(body, 'message')
  if ((status !== 400 && status !== 422) || typeof fields !== 'object' || fields === null) return undefined
  const [[field, problem] = []] = Array.isArray(fields) ? [] : Object.entries(fields)
  const message = [field, [problem].flat().join(', ')].filter(Boolean).join(' ')
  return field === undefined ? undefined : { kind: 'invalid', message: message.slice(0, 500), field }
}
