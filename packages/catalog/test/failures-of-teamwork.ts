import { expect } from 'vitest'
import { retry } from './failure-row.ts'
import type { FailureRow } from './failure-row.ts'

/** What providers of chats, projects and support answer when something is wrong, as their documentation shows it. */
export const failuresOfTeamwork: FailureRow[] = [
  [
    'slack',
    200,
    { ok: false, error: 'missing_scope', needed: 'chat:write', provided: 'users:read' },
    { kind: 'forbidden', scope: 'chat:write' },
  ],
  ['slack', 200, { ok: false, error: 'channel_not_found' }, { kind: 'not_found' }],
  ['slack', 200, { ok: false, error: 'msg_too_long' }, { kind: 'invalid' }],
  ['slack', 429, { ok: false, error: 'ratelimited' }, { kind: 'rate_limited', retryAfter: 12 }, retry],
  ['discord', 401, { message: '401: Unauthorized', code: 0 }, { kind: 'expired' }],
  [
    'discord',
    403,
    { message: 'Missing Access', code: 50001 },
    { kind: 'forbidden', message: 'Missing Access' },
  ],
  ['discord', 404, { message: 'Unknown Channel', code: 10003 }, { kind: 'not_found' }],
  [
    'discord',
    429,
    { message: 'You are being rate limited.', retry_after: 1.337, global: false },
    { kind: 'rate_limited', retryAfter: 2 },
  ],
  [
    'linear',
    401,
    {
      errors: [
        {
          message: 'Authentication required',
          extensions: { code: 'AUTHENTICATION_ERROR', type: 'authentication error' },
        },
      ],
    },
    { kind: 'expired' },
  ],
  [
    'linear',
    400,
    {
      errors: [{ message: 'Rate limit exceeded', extensions: { code: 'RATELIMITED', type: 'ratelimited' } }],
    },
    { kind: 'rate_limited' },
  ],
  [
    'linear',
    200,
    { errors: [{ message: 'Entity not found: Issue', extensions: { code: 'INPUT_ERROR' } }], data: null },
    { kind: expect.stringMatching(/not_found|invalid/) },
  ],
  [
    'asana',
    401,
    { errors: [{ message: 'The bearer token has expired.', help: 'x' }] },
    { kind: 'expired', message: 'The bearer token has expired.' },
  ],
  ['asana', 402, { errors: [{ message: 'Premium only' }] }, { kind: 'forbidden', message: 'Premium only' }],
  ['asana', 403, { errors: [{ message: 'Forbidden' }] }, { kind: 'forbidden' }],
  ['asana', 429, { errors: [{ message: 'Limit' }] }, { kind: 'rate_limited', retryAfter: 12 }, retry],
  [
    'trello',
    401,
    'invalid token',
    { kind: 'expired', message: 'invalid token' },
    { 'content-type': 'text/plain' },
  ],
  [
    'trello',
    401,
    'unauthorized permission requested',
    { kind: 'forbidden' },
    { 'content-type': 'text/plain' },
  ],
  [
    'trello',
    404,
    'The requested resource was not found.',
    { kind: 'not_found', message: 'The requested resource was not found.' },
  ],
  ['trello', 400, 'invalid value for idList', { kind: 'invalid', message: 'invalid value for idList' }],
  [
    'trello',
    429,
    { error: 'API_TOKEN_LIMIT_EXCEEDED', message: 'Rate limit exceeded' },
    { kind: 'rate_limited' },
  ],
  [
    'clickup',
    401,
    { err: 'Token invalid', ECODE: 'OAUTH_025' },
    { kind: 'expired', message: 'Token invalid' },
  ],
  ['clickup', 429, { err: 'Rate limit reached', ECODE: 'APP_002' }, { kind: 'rate_limited' }],
  ['monday', 401, { errors: ['Not Authenticated'] }, { kind: 'expired', message: 'Not Authenticated' }],
  [
    'monday',
    200,
    {
      errors: [
        {
          message: 'Complexity budget exhausted',
          extensions: { code: 'COMPLEXITY_BUDGET_EXHAUSTED', retry_in_seconds: 12 },
        },
      ],
    },
    { kind: 'rate_limited', retryAfter: 12 },
  ],
  [
    'monday',
    200,
    { errors: [{ message: 'Daily limit exceeded', extensions: { code: 'DAILY_LIMIT_EXCEEDED' } }] },
    { kind: 'rate_limited' },
  ],
  [
    'monday',
    200,
    { errors: [{ message: 'Column not found', extensions: { code: 'InvalidColumnIdException' } }] },
    { kind: expect.stringMatching(/not_found|invalid/) },
  ],
  [
    'github',
    401,
    { message: 'Bad credentials', documentation_url: 'x', status: '401' },
    { kind: 'expired', message: 'Bad credentials' },
  ],
  [
    'github',
    403,
    { message: 'API rate limit exceeded' },
    { kind: 'rate_limited' },
    { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '9999999999' },
  ],
  [
    'github',
    403,
    { message: 'You have exceeded a secondary rate limit' },
    { kind: 'rate_limited', retryAfter: 12 },
    retry,
  ],
  [
    'github',
    403,
    { message: 'Resource not accessible by integration' },
    { kind: 'forbidden' },
    { 'x-ratelimit-remaining': '4999' },
  ],
  [
    'github',
    422,
    { message: 'Validation Failed', errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }] },
    { kind: 'invalid', field: 'title' },
  ],
  ['github', 404, { message: 'Not Found' }, { kind: 'not_found' }],
  [
    'gitlab',
    401,
    {
      error: 'invalid_token',
      error_description: 'Token was revoked. You have to re-authorize from the user.',
    },
    { kind: 'expired', message: expect.stringContaining('revoked') },
  ],
  ['gitlab', 401, { message: '401 Unauthorized' }, { kind: 'expired' }],
  [
    'gitlab',
    403,
    { error: 'insufficient_scope', error_description: 'Higher privileges', scope: 'api' },
    { kind: 'forbidden', scope: 'api' },
  ],
  [
    'gitlab',
    404,
    { message: '404 Project Not Found' },
    { kind: 'not_found', message: '404 Project Not Found' },
  ],
  ['gitlab', 429, 'Retry later', { kind: 'rate_limited', retryAfter: 12 }, retry],
  [
    'intercom',
    401,
    {
      type: 'error.list',
      request_id: 'x',
      errors: [{ code: 'token_unauthorized', message: 'Access Token Invalid' }],
    },
    { kind: 'expired', message: 'Access Token Invalid' },
  ],
  [
    'intercom',
    404,
    { type: 'error.list', errors: [{ code: 'not_found', message: 'User Not Found' }] },
    { kind: 'not_found', message: 'User Not Found' },
  ],
  [
    'intercom',
    429,
    { type: 'error.list', errors: [{ code: 'rate_limit_exceeded', message: 'Limit' }] },
    { kind: 'rate_limited' },
  ],
  [
    'zendesk',
    401,
    {
      error: 'invalid_token',
      error_description:
        'The access token provided is expired, revoked, malformed or invalid for other reasons.',
    },
    { kind: 'expired', message: expect.stringContaining('expired') },
  ],
  [
    'zendesk',
    401,
    { error: "Couldn't authenticate you" },
    { kind: 'expired', message: "Couldn't authenticate you" },
  ],
  [
    'zendesk',
    403,
    { error: { title: 'Forbidden', message: 'You do not have access to this page.' } },
    { kind: 'forbidden' },
  ],
  ['zendesk', 404, { error: 'RecordNotFound', description: 'Not found' }, { kind: 'not_found' }],
  [
    'zendesk',
    429,
    { error: 'APIRateLimitExceeded', description: 'Number of allowed API requests per minute exceeded' },
    { kind: 'rate_limited', retryAfter: 12 },
    retry,
  ],
]
