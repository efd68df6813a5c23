import type { Wording } from './wording.ts'
import { standard } from './wording.ts'

/** Tools go with the bot's own token, `Authorization: Bot`. */
export const discord: Wording = {
  ...standard,
  expiresIn: 604_800,
  tokenOpens: /\/(users|oauth2)\/@me(\/guilds)?$/,
  hasKey: (secret, headers) => headers.get('authorization') === `Bot ${secret}`,
  requires: { 'user-agent': { status: 403, body: { message: 'Forbidden', code: 40_333 } } },
  unauthorized: () => ({ status: 401, body: { message: '401: Unauthorized', code: 0 } }),
  forbidden: () => ({ status: 403, body: { message: 'Missing Access', code: 50_001 } }),
  rateLimited: {
    status: 429,
    body: { message: 'You are being rate limited.', retry_after: 6.457, global: false },
    headers: { 'retry-after': '7', 'x-ratelimit-remaining': '0', 'x-ratelimit-scope': 'user' },
  },
  notFound: { status: 404, body: { message: '404: Not Found', code: 0 } },
  whoami: ({ handle, name, email }) => ({
    id: '80351110224678912',
    username: handle,
    global_name: name,
    discriminator: '0',
    email,
    bot: true,
    user: { id: '80351110224678912', username: handle, global_name: name },
    application: { id: '1', name: 'Jackfield' },
  }),
  bareLists: { onLastPage: 1 },
  page: ({ tool }) => ({ body: tool.name.includes('search') ? { total_results: 4 } : {} }),
}
