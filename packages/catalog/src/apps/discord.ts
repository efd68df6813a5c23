import {
  apiKey,
  at,
  choice,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  oauth2,
  object,
  read,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const id = (about: string) => text(about).regex(/^(0|[1-9][0-9]*)$/)
const guild = { guild_id: id('Id of the server (guild); discord_list_guilds has them') }
const channel = { channel_id: id('Id of the channel or thread; discord_list_channels has them') }
const oneMessage = { ...channel, message_id: id('Id of the message') }
const content = text('Text in Markdown; a mention is <@user id>').max(2000).optional()
const embeds = list(
  object('An embed', {
    title: text('Title').max(256).optional(),
    description: text('Text, in Markdown').max(4096).optional(),
    url: text('Where the title leads')
      .regex(/^https?:\/\/\S+$/)
      .max(2048)
      .optional(),
    color: integer('Colour as a number: 5793266 is #5865F2').min(0).max(16777215).optional(),
    fields: list(
      object('A field', {
        name: text('Name').max(256),
        value: text('Text').max(1024),
        inline: flag('Beside the others').optional(),
      }),
      'Fields',
    )
      .max(25)
      .optional(),
  }),
  'Cards below the text',
)
  .max(10)
  .optional()
const shown =
  'id,content,author(id,username,global_name,bot),timestamp,edited_timestamp,attachments(filename,url)'
const bot = ['bot']

/** https://docs.discord.com/developers */
export default defineApp({
  slug: 'discord',
  name: 'Discord',
  category: 'Collaboration',
  position: 150,
  color: '#5865F2',
  icon: 'logos:discord-icon',
  about: 'Channels, threads and members of your servers, through a bot of your own.',
  docs: 'https://docs.discord.com/developers',
  hosts: { web: 'https://discord.com', api: 'https://discord.com/api' },
  auth: [
    apiKey({
      label: 'Bot token',
      where: 'https://discord.com/developers/applications',
      headers: ({ key = '' }) => ({ authorization: `Bot ${key}` }),
    }),
    oauth2({
      authorize: '{web}/oauth2/authorize',
      token: '{api}/oauth2/token',
      clientAuth: 'basic',
      register: 'https://discord.com/developers/applications',
      scopes: { default: ['identify', 'guilds'], more: ['bot', 'applications.commands'] },
      // What the bot may do where it is installed: read, write and tidy up messages, and open threads.
      authorizeParams: { permissions: '309237738496' },
      refresh: 'single_use',
      readToken: withoutBot,
      revoke: revocation('{api}/oauth2/token/revoke', { clientAuth: 'basic' }),
    }),
  ],
  api: {
    base: '{api}/v10',
    headers: { 'user-agent': 'DiscordBot (https://jackfield.example.com, 1)' },
    whoami: { request: 'GET /users/@me', label: (me) => textAt(me, 'username') },
    failure: failureOf,
  },
  tools: {
    discord_list_guilds: read('GET /users/@me/guilds', {
      about: 'List the servers (guilds) that the bot is in.',
      query: {
        limit: integer('How many, at most 200; 200 if absent').min(1).max(200).optional(),
        after: id('Only servers with a higher id than this').optional(),
        with_counts: flag('With how many members there are, roughly').optional(),
      },
      scopes: ['bot|guilds'],
      returns: 'id,name,permissions,approximate_member_count',
      paging: { input: 'after', next: ({ body }, given) => lastId(body, given['limit'], 200) },
    }),
    discord_list_channels: read('GET /guilds/{guild_id}/channels', {
      about:
        'List the channels of a server. Types: 0 text, 2 voice, 4 category, 5 announcements, 13 stage, 15 forum.',
      path: guild,
      scopes: bot,
      returns: 'id,name,type,parent_id,topic',
    }),
    discord_get_channel: read('GET /channels/{channel_id}', {
      about: 'Read what a channel or thread is: name, type, server, topic.',
      path: channel,
      scopes: bot,
      returns: 'id,name,type,guild_id,parent_id,topic',
    }),
    discord_list_messages: read('GET /channels/{channel_id}/messages', {
      about:
        'Read messages of a channel, newest first. Give one of before, after and around at most. Texts are empty unless the bot has the Message Content intent.',
      path: channel,
      query: {
        limit: integer('How many, at most 100; 50 if absent').min(1).max(100).optional(),
        before: id('Only messages before the one with this id').optional(),
        after: id('Only messages after the one with this id; to go on, the id of the newest').optional(),
        around: id('The messages around the one with this id').optional(),
      },
      scopes: bot,
      returns: shown,
      paging: {
        input: 'before',
        next: ({ body }, { limit, after, around }) =>
          after === undefined && around === undefined ? lastId(body, limit, 50) : undefined,
      },
    }),
    discord_send_message: write('POST /channels/{channel_id}/messages', {
      about: 'Send a message to a channel or thread. Give content, embeds or both.',
      path: channel,
      body: {
        content,
        embeds,
        message_reference: object('The message to reply to', {
          message_id: id('Id of that message'),
          channel_id: id('Id of its channel').optional(),
          fail_if_not_exists: flag('Fail when it is gone; true if absent').optional(),
        }).optional(),
        allowed_mentions: object('Who is notified by mentions in the text; nobody if absent', {
          parse: list(
            choice('Kind', ['users', 'roles', 'everyone']),
            'Kinds of mention that notify',
          ).optional(),
          users: list(id('Id of a user'), 'Only these users; not together with users in parse')
            .max(100)
            .optional(),
          replied_user: flag('Notify the author of the message replied to').optional(),
        }).default({ parse: [] }),
      },
      scopes: bot,
      returns: 'id,channel_id',
    }),
    discord_edit_message: write('PATCH /channels/{channel_id}/messages/{message_id}', {
      about: 'Change a message that the bot sent.',
      path: oneMessage,
      body: { content, embeds },
      scopes: bot,
      returns: 'id,channel_id,edited_timestamp',
    }),
    discord_delete_message: destructive('DELETE /channels/{channel_id}/messages/{message_id}', {
      about: 'Delete a message for everyone.',
      path: oneMessage,
      scopes: bot,
    }),
    discord_create_thread: write('POST /channels/{channel_id}/threads', {
      about: 'Open a thread in a channel; in a forum channel it is a post and needs message.',
      path: channel,
      body: {
        name: text('Name of the thread').min(1).max(100),
        type: choice('10 in announcements, 11 public, 12 private; not in a forum', [10, 11, 12]).optional(),
        auto_archive_duration: choice(
          'Minutes without a message until it is hidden',
          [60, 1440, 4320, 10080],
        ).optional(),
        message: object('First message, in a forum channel', { content, embeds }).optional(),
      },
      scopes: bot,
      returns: 'id,name,parent_id',
    }),
    discord_search_members: read('GET /guilds/{guild_id}/members/search', {
      about: 'Find members of a server by the beginning of their name or nickname.',
      path: guild,
      query: {
        query: text('Beginning of the name').min(1).max(100),
        limit: integer('How many, at most 1000').min(1).max(1000),
      },
      scopes: bot,
      returns: 'user(id,username,global_name,bot),nick,roles',
    }),
    discord_search_messages: read('GET /guilds/{guild_id}/messages/search', {
      about:
        'Search messages of a server. The first search of a server can be refused until its index is built.',
      path: guild,
      query: {
        content: text('Words to look for').max(1024).optional(),
        author_id: list(id('Id of a user'), 'Only by one of these users').max(100).optional(),
        channel_id: list(id('Id of a channel'), 'Only in one of these channels').max(500).optional(),
        limit: integer('How many, at most 25').min(1).max(25).optional(),
        offset: integer('How many to leave out from the start').min(0).max(9975).optional(),
      },
      scopes: bot,
      returns: `messages(${shown},channel_id),total_results`,
      // Each hit comes as a list of its own.
      read: (answer) => ({ ...(answer as Json), messages: [at(answer, 'messages') ?? []].flat(2) }),
      paging: { input: 'offset', next: nextOffset },
    }),
  },
})

/** The tools of the bot need the bot's own token: that it is installed does not make a person's token one. */
function withoutBot(token: Json): Json {
  const scope = token['scope']
  return typeof scope === 'string' ? { ...token, scope: scope.replace(/\bbot\b ?/, '').trim() } : token
}

/** A full page is followed by another, from its last id on. */
function lastId(body: unknown, limit: unknown, usual: number): string | undefined {
  const full = Array.isArray(body) && body.length >= (typeof limit === 'number' ? limit : usual)
  return full ? textAt(body.at(-1), 'id') : undefined
}

function nextOffset({ body }: ProviderAnswer, { offset }: Json): number | undefined {
  const [hits, total] = [at(body, 'messages'), at(body, 'total_results')]
  if (!Array.isArray(hits) || hits.length === 0 || typeof total !== 'number') return undefined
  const next = (typeof offset === 'number' ? offset : 0) + hits.length
  return next < total && next <= 9975 ? next : undefined
}

function failureOf({ status, body }: ProviderAnswer): ToolFailure | undefined {
  const message = textAt(body, 'message') ?? `HTTP ${status}`
  const wait = Number(at(body, 'retry_after'))
  // 202: the index of the search is being built.
  if (status === 429 || (status === 202 && at(body, 'code') === 110000))
    return { kind: 'rate_limited', message, ...(wait > 0 ? { retryAfter: Math.ceil(wait) } : {}) }
  const fault = status === 400 ? faultIn(at(body, 'errors')) : undefined
  return fault ? { kind: 'invalid', ...fault } : undefined
}

/** `{ embeds: { 0: { title: { _errors: [{ message }] } } } }`: the first field at fault. */
function faultIn(errors: unknown, path: string[] = []): { field: string; message: string } | undefined {
  const words = textAt(errors, '_errors.0.message')
  if (words !== undefined) return { field: path.join('.'), message: words }
  const [first] = typeof errors === 'object' && errors !== null ? Object.entries(errors) : []
  return first && path.length < 10 ? faultIn(first[1], [...path, first[0]]) : undefined
}
