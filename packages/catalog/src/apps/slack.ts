import {
  apiKey,
  at,
  choice,
  cursor,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  numbered,
  oauth2,
  read,
  record,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const channel = text('Id of the channel, for example C0123456789; slack_list_channels has them')
const timestamp = text('Timestamp of the message (ts), for example 1732180000.000100').regex(
  /^\d{10}\.\d{6}$/,
)
const moment = /^\d{1,10}(\.\d{1,6})?$/
const page = {
  limit: integer('How many on a page, at most 999').min(1).max(999).optional(),
  cursor: text('Where the next page begins, as next_page says').optional(),
}
const message =
  'type,subtype,user,bot_id,username,text,ts,thread_ts,reply_count,reactions(name,count),files(id,name,mimetype,permalink)'
const history = ['channels:history', 'groups:history']

/** https://docs.slack.dev/reference/methods */
export default defineApp({
  slug: 'slack',
  name: 'Slack',
  category: 'Collaboration',
  position: 140,
  color: '#4A154B',
  icon: 'logos:slack-icon',
  about: 'Channels, threads and people of your workspace: read, search and write messages as yourself.',
  docs: 'https://docs.slack.dev',
  hosts: { web: 'https://slack.com', api: 'https://slack.com/api' },
  auth: [
    // The sign-in of a person, not of a bot: only a person's token can search, and it can do everything else too.
    oauth2({
      authorize: '{web}/oauth/v2_user/authorize',
      token: '{api}/oauth.v2.user.access',
      clientAuth: 'basic',
      // It would make the OAuth app a public client for good, whose refresh tokens end after 30 days.
      pkce: false,
      register: 'https://api.slack.com/apps',
      scopes: {
        default: [
          'channels:read',
          'groups:read',
          'channels:history',
          'groups:history',
          'chat:write',
          'users:read',
          'users:read.email',
          'reactions:write',
          'channels:write',
          'search:read',
        ],
        separator: ',',
      },
      // Tokens have no end unless the OAuth app has token rotation switched on.
      refresh: 'single_use',
      readToken,
      revoke: ({ accessToken }) => ({
        method: 'POST',
        url: '{api}/auth.revoke',
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    }),
    apiKey({ label: 'User token (xoxp-) or bot token (xoxb-)', where: 'https://api.slack.com/apps' }),
  ],
  api: {
    base: '{api}',
    whoami: {
      request: 'POST /auth.test',
      label: (me) => [textAt(me, 'user'), textAt(me, 'team')].filter(Boolean).join(', ') || undefined,
    },
    paging: cursor('cursor', 'response_metadata.next_cursor'),
    failure: failureOf,
  },
  tools: {
    slack_list_channels: read('GET /conversations.list', {
      about: 'List the channels of the workspace with their ids.',
      query: {
        types: text('Comma-separated: public_channel, private_channel; public_channel if absent').optional(),
        exclude_archived: flag('Leave out archived channels').optional(),
        ...page,
      },
      scopes: ['channels:read', 'groups:read'],
      returns: 'channels(id,name,is_private,is_member,topic/value)',
    }),
    slack_send_message: write('POST /chat.postMessage', {
      about: 'Send a message to a channel, or into a thread with thread_ts. Give text, blocks or both.',
      body: {
        channel: text('Id of the channel, for example C0123456789, or of a person, for a direct message'),
        text: text(
          "Text in Slack's mrkdwn: *bold*, _italic_, <https://example.com|link>, <@U0123456789>",
        ).optional(),
        thread_ts: timestamp.describe('Timestamp (ts) of the message whose thread it goes into').optional(),
        blocks: list(record('A block'), 'Block Kit blocks; text is then what notifications show')
          .max(50)
          .optional(),
        unfurl_links: flag('Show previews of links').optional(),
      },
      scopes: ['chat:write'],
      returns: 'ok,channel,ts',
    }),
    slack_search_messages: read('GET /search.messages', {
      about:
        'Search messages the connected person can see. Needs the token of a person: a bot cannot search.',
      query: {
        query: text('Words and modifiers, for example budget in:#sales from:@ada after:2026-11-01'),
        count: integer('How many on a page, at most 100').min(1).max(100).optional(),
        page: integer('Which page, from 1').min(1).max(100).optional(),
        sort: choice('Order by; score if absent', ['score', 'timestamp']).optional(),
        sort_dir: choice('Order; desc if absent', ['asc', 'desc']).optional(),
      },
      scopes: ['search:read'],
      returns: 'messages(total,matches(text,user,username,channel(id,name),permalink,ts))',
      paging: numbered('page', ({ body }) => {
        const [here, pages] = [at(body, 'messages.paging.page'), at(body, 'messages.paging.pages')]
        // There is nothing behind page 100.
        return typeof here === 'number' && typeof pages === 'number' && here < Math.min(pages, 100)
      }),
    }),
    slack_get_channel_history: read('GET /conversations.history', {
      about: 'Read the messages of a channel, newest first, without replies in threads.',
      query: {
        channel,
        oldest: text('Only after this time, in seconds since 1970, or a ts').regex(moment).optional(),
        latest: text('Only before this time, in seconds since 1970, or a ts').regex(moment).optional(),
        inclusive: flag('With the messages at exactly oldest and latest').optional(),
        ...page,
      },
      scopes: history,
      returns: `messages(${message}),has_more`,
    }),
    slack_get_thread_replies: read('GET /conversations.replies', {
      about: 'Read a thread: its first message and the replies.',
      query: {
        channel,
        ts: timestamp.describe('Timestamp (ts) of the first message of the thread'),
        ...page,
      },
      scopes: history,
      returns: `messages(${message})`,
    }),
    slack_list_users: read('GET /users.list', {
      about: 'List the people and bots of the workspace with their ids.',
      query: page,
      scopes: ['users:read'],
      returns: 'members(id,name,real_name,deleted,is_bot,profile/email)',
    }),
    slack_find_user_by_email: read('GET /users.lookupByEmail', {
      about: 'Find a person by e-mail address.',
      query: { email: text('E-mail address, exactly as in Slack') },
      scopes: ['users:read.email'],
      returns: 'user(id,name,real_name,tz,deleted,is_bot,profile(email,display_name,title))',
    }),
    slack_add_reaction: write('POST /reactions.add', {
      about: 'React to a message with an emoji.',
      body: { channel, name: text('Name of the emoji without colons, for example thumbsup'), timestamp },
      scopes: ['reactions:write'],
      returns: 'ok',
    }),
    slack_update_message: write('POST /chat.update', {
      about: 'Change the text of a message that was sent by the same person or bot.',
      body: { channel, ts: timestamp, text: text('The new text').optional() },
      scopes: ['chat:write'],
      returns: 'ok,channel,ts',
    }),
    slack_delete_message: destructive('POST /chat.delete', {
      about: 'Delete a message for everyone. Both channel and ts are needed to name it.',
      body: { channel: channel.optional(), ts: timestamp.optional() },
      scopes: ['chat:write'],
      returns: 'ok',
    }),
    slack_join_channel: write('POST /conversations.join', {
      about: 'Join a public channel.',
      body: { channel: channel.optional() },
      scopes: ['channels:write|channels:join'],
      returns: 'channel(id,name,is_private)',
    }),
  },
})

/** The token of a person stands apart from the bot's, which alone is at the top; a refusal comes with status 200. */
function readToken(token: Json): Json {
  if (token['ok'] === false) {
    const error = textAt(token, 'error') ?? 'unknown_error'
    return { error: grantErrors[error] ?? error, error_description: error }
  }
  const person = at(token, 'authed_user.access_token') === undefined ? token : (token['authed_user'] as Json)
  return { ...token, ...person, scope: textAt(person, 'scope')?.replaceAll(',', ' ') }
}

/** Slack's words in those of RFC 6749 section 5.2. */
const grantErrors: Record<string, string> = {
  invalid_code: 'invalid_grant',
  code_already_used: 'invalid_grant',
  code_expired: 'invalid_grant',
  invalid_refresh_token: 'invalid_grant',
  token_expired: 'invalid_grant',
  token_revoked: 'invalid_grant',
  account_inactive: 'invalid_grant',
  invalid_client_id: 'invalid_client',
  bad_client_secret: 'invalid_client',
  bad_redirect_uri: 'redirect_uri_mismatch',
  ratelimited: 'temporarily_unavailable',
  service_unavailable: 'temporarily_unavailable',
  internal_error: 'server_error',
  fatal_error: 'server_error',
}

const failures: [ToolFailure['kind'], RegExp][] = [
  ['expired', /^(token_expired|invalid_auth|token_revoked|account_inactive|not_authed)$/],
  ['rate_limited', /^rate_?limited$/],
  ['not_found', /_not_found$/],
  ['provider_down', /^(internal_error|fatal_error|service_unavailable|request_timeout|team_added_to_org)$/],
  [
    'forbidden',
    /^(missing_scope|not_allowed_token_type|not_in_channel|access_denied|no_permission|ekm_access_denied|org_login_required|team_access_not_granted|restricted_action\w*|cant_\w+|\w+_blocked|two_factor_setup_required)$/,
  ],
]

/** Failures come with status 200 and `ok: false`. */
function failureOf({ status, body }: ProviderAnswer): ToolFailure | undefined {
  const error = at(body, 'ok') === false ? textAt(body, 'error') : undefined
  if (error === undefined || status >= 400) return undefined
  const kind = failures.find(([, words]) => words.test(error))?.[0] ?? 'invalid'
  const detail = textAt(body, 'response_metadata.messages.0')
  const scope = error === 'missing_scope' ? textAt(body, 'needed')?.split(',')[0] : undefined
  return { kind, message: detail ? `${error}: ${detail}` : error, ...(scope ? { scope } : {}) }
}
