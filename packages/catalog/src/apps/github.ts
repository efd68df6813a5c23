import {
  apiKey,
  basic,
  choice,
  defineApp,
  flag,
  integer,
  linkHeader,
  list,
  moment,
  oauth2,
  read,
  text,
  textAt,
  write,
} from '../define.ts'

const repository = {
  owner: text('Owner of the repository: a user or an organization, for example octocat'),
  repo: text('Name of the repository, without its owner'),
}
const pages = {
  per_page: integer('How many, at most 100').min(1).max(100).optional(),
  page: integer('Which page, from 1').min(1).optional(),
}
const direction = choice('Order', ['asc', 'desc']).optional()
const labels = list(text('Name of a label'), 'All its labels').optional()
const assignees = list(text('Login'), 'All its assignees').optional()
const issueNumber = integer('Number of the issue, as in #123')

/** https://docs.github.com/en/rest?apiVersion=2022-11-28 */
export default defineApp({
  slug: 'github',
  name: 'GitHub',
  category: 'Projects',
  position: 230,
  color: '#24292F',
  icon: 'logos:github-icon',
  about: 'Issues, pull requests, code and commits of your repositories.',
  docs: 'https://docs.github.com/en/rest',
  // A GitHub Enterprise server: web=https://<host>, api=https://<host>/api/v3.
  hosts: { web: 'https://github.com', api: 'https://api.github.com' },
  auth: [
    oauth2({
      authorize: '{web}/login/oauth/authorize',
      token: '{web}/login/oauth/access_token',
      register: 'https://github.com/settings/developers',
      scopes: { default: ['repo', 'read:user', 'read:org'] },
      refresh: 'single_use',
      // Scopes are asked for with spaces and come back with commas; an error comes with status 200.
      readToken: (token) => ({
        ...token,
        ...(token['error'] === 'bad_refresh_token' || token['error'] === 'bad_verification_code'
          ? { error: 'invalid_grant' }
          : {}),
        scope: (textAt(token, 'scope') ?? '').replaceAll(',', ' '),
      }),
      revoke: ({ clientId, clientSecret, accessToken }) => ({
        method: 'DELETE',
        url: `{api}/applications/${encodeURIComponent(clientId)}/token`,
        headers: { authorization: basic(clientId, clientSecret), 'content-type': 'application/json' },
        body: JSON.stringify({ access_token: accessToken }),
      }),
    }),
    apiKey({ label: 'Personal access token', where: 'https://github.com/settings/tokens' }),
  ],
  api: {
    base: '{api}',
    headers: { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' },
    whoami: { request: 'GET /user', label: (user) => textAt(user, 'login') },
    paging: linkHeader('page'),
    failure: ({ status, headers, body }) => {
      // Both limits answer 403; the secondary one says so with Retry-After only.
      if (status !== 403 || (headers['x-ratelimit-remaining'] !== '0' && !headers['retry-after']))
        return undefined
      const wait = Number(headers['retry-after'] ?? Number(headers['x-ratelimit-reset']) - Date.now() / 1000)
      const message = textAt(body, 'message') ?? 'rate limit'
      return { kind: 'rate_limited', message, ...(wait > 0 ? { retryAfter: Math.ceil(wait) } : {}) }
    },
  },
  tools: {
    github_list_repos: read('GET /user/repos', {
      about: 'List repositories that the connected person can reach.',
      query: {
        visibility: choice('Which', ['all', 'public', 'private']).optional(),
        affiliation: text('Comma-separated: owner, collaborator, organization_member').optional(),
        type: choice('Instead of visibility and affiliation', [
          'all',
          'owner',
          'public',
          'private',
          'member',
        ]).optional(),
        sort: choice('Order by', ['created', 'updated', 'pushed', 'full_name']).optional(),
        direction,
        ...pages,
      },
      scopes: ['repo'],
      returns: 'id,full_name,private,html_url,description',
    }),
    github_search_issues: read('GET /search/issues', {
      about: 'Search issues and pull requests. Example: repo:octocat/hello is:issue is:open label:bug',
      query: {
        q: text("The search, in GitHub's search syntax"),
        sort: choice('Order by; best match if absent', [
          'comments',
          'reactions',
          'created',
          'updated',
        ]).optional(),
        order: direction,
        advanced_search: text('"true" for advanced search (AND, OR, brackets)').optional(),
        ...pages,
      },
      scopes: ['repo'],
      returns: 'total_count,items(number,title,state,html_url,pull_request/url)',
    }),
    github_get_issue: read('GET /repos/{owner}/{repo}/issues/{issue_number}', {
      about: 'Read an issue: title, text, state, labels, assignees.',
      path: { ...repository, issue_number: issueNumber },
      scopes: ['repo'],
      returns:
        'number,title,body,state,labels(name),assignees(login),user/login,html_url,created_at,updated_at,comments',
    }),
    github_create_issue: write('POST /repos/{owner}/{repo}/issues', {
      about: 'Open an issue.',
      path: repository,
      body: {
        title: text('Title'),
        body: text('Text, in Markdown').optional(),
        labels,
        assignees,
        milestone: integer('Number of the milestone').optional(),
      },
      scopes: ['repo'],
      returns: 'number,html_url',
    }),
    github_update_issue: write('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
      about:
        'Change an issue: title, text, state, labels or assignees. Labels and assignees replace the present ones.',
      path: { ...repository, issue_number: issueNumber },
      body: {
        title: text('New title').optional(),
        body: text('New text, in Markdown').optional(),
        state: choice('Open or closed', ['open', 'closed']).optional(),
        state_reason: choice('Why', ['completed', 'not_planned', 'duplicate', 'reopened']).optional(),
        labels,
        assignees,
      },
      scopes: ['repo'],
      returns: 'number,state,html_url',
    }),
    github_add_issue_comment: write('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
      about: 'Comment on an issue or a pull request.',
      path: { ...repository, issue_number: issueNumber },
      body: { body: text('The comment, in Markdown') },
      scopes: ['repo'],
      returns: 'id,html_url',
    }),
    github_list_pull_requests: read('GET /repos/{owner}/{repo}/pulls', {
      about: 'List pull requests of a repository.',
      path: repository,
      query: {
        state: choice('Which; open if absent', ['open', 'closed', 'all']).optional(),
        head: text('From this branch, as user:branch').optional(),
        base: text('Into this branch').optional(),
        sort: choice('Order by', ['created', 'updated', 'popularity', 'long-running']).optional(),
        direction,
        ...pages,
      },
      scopes: ['repo'],
      returns: 'number,title,state,draft,html_url,user/login',
    }),
    github_get_pull_request: read('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
      about: 'Read a pull request: text, state, branches, and whether it can be merged.',
      path: { ...repository, pull_number: integer('Number of the pull request') },
      scopes: ['repo'],
      returns: 'number,title,body,state,draft,merged,mergeable,html_url,user/login,head(ref,sha),base(ref)',
    }),
    github_get_file_contents: read('GET /repos/{owner}/{repo}/contents/{path}', {
      about: 'Read a file (its content is base64) or list a directory.',
      path: { ...repository, path: text('Path in the repository, for example src/main.ts') },
      query: { ref: text('Branch, tag or commit; the default branch if absent').optional() },
      scopes: ['repo'],
      returns: 'type,name,path,size,content,encoding,sha,html_url',
    }),
    github_search_code: read('GET /search/code', {
      about: 'Search code. Example: addClass repo:jquery/jquery language:js',
      query: { q: text("The search, in GitHub's code search syntax"), ...pages },
      scopes: ['repo'],
      returns: 'total_count,items(path,repository/full_name,html_url)',
    }),
    github_create_pull_request: write('POST /repos/{owner}/{repo}/pulls', {
      about: 'Open a pull request.',
      path: repository,
      body: {
        title: text('Title'),
        head: text('The branch with the changes; from a fork: user:branch'),
        base: text('The branch to merge into'),
        body: text('Text, in Markdown').optional(),
        draft: flag('As a draft').optional(),
      },
      scopes: ['repo'],
      returns: 'number,html_url',
    }),
    github_list_commits: read('GET /repos/{owner}/{repo}/commits', {
      about: 'List commits, newest first.',
      path: repository,
      query: {
        sha: text('Branch or commit to start from; the default branch if absent').optional(),
        path: text('Only commits that touch this path').optional(),
        author: text('Login or e-mail address').optional(),
        since: moment('After this moment').optional(),
        until: moment('Before this moment').optional(),
        ...pages,
      },
      scopes: ['repo'],
      returns: 'sha,commit(message,author),html_url,author/login',
    }),
  },
})
