import {
  CatalogError,
  at,
  choice,
  cursor,
  defineApp,
  destructive,
  flag,
  google,
  integer,
  internetMessage,
  list,
  mailbox,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json } from '../define.ts'

const modify = google.scope('gmail.modify')
const readonly = google.scope('gmail.readonly')
const send = google.scope('gmail.send')
const compose = google.scope('gmail.compose')
const labels = google.scope('gmail.labels')

const me = { userId: text('Whose mailbox; "me" is the connected person').default('me') }
const message = { ...me, id: text('Id of the message') }
const recipients = (about: string) =>
  list(text('ana@example.com or Ana <ana@example.com>').regex(mailbox), about).optional()
const raw = text('The whole message instead of the other fields: RFC 5322, base64url')
  .regex(/^[\w+/=-]+$/)
  .optional()
const letter = {
  to: recipients('To'),
  cc: recipients('Cc'),
  bcc: recipients('Bcc'),
  subject: text('Subject, one line. In a reply the subject of the thread, with Re:').optional(),
  body: text('The text').optional(),
  threadId: text('Thread to reply in; give in_reply_to too, and the same subject').optional(),
  in_reply_to: text('Message-ID header of the message that is answered, as <a1b2@example.com>').optional(),
  references: text(
    'References header of that message, then its Message-ID, with spaces; in_reply_to if absent',
  ).optional(),
}
const metadataHeaders = list(text('Name of a header'), 'With format metadata: only these headers').optional()
const labelIds = (about: string) =>
  list(
    text('Label id: INBOX, UNREAD, STARRED, IMPORTANT, SPAM, or one from gmail_list_labels'),
    about,
  ).optional()

/** https://developers.google.com/workspace/gmail/api/reference/rest */
export default defineApp({
  slug: 'gmail',
  name: 'Gmail',
  category: 'Email',
  position: 30,
  color: '#EA4335',
  icon: 'logos:google-gmail',
  about: 'Find, read, write and label the mail of your mailbox.',
  docs: 'https://developers.google.com/workspace/gmail/api/reference/rest',
  hosts: { ...google.hosts, api: 'https://gmail.googleapis.com' },
  auth: [google.auth({ default: ['openid', 'email', modify], more: [readonly, send, compose, labels] })],
  api: {
    base: '{api}/gmail/v1',
    whoami: { request: 'GET /users/me/profile', label: (profile) => textAt(profile, 'emailAddress') },
    paging: cursor('pageToken', 'nextPageToken'),
    failure: google.failure,
  },
  tools: {
    gmail_search_messages: read('GET /users/{userId}/messages', {
      about: 'Find messages. Gives ids only: read each with gmail_get_message.',
      path: me,
      query: {
        q: text(
          'As in the search box of Gmail: from:ana@example.com subject:invoice newer_than:7d is:unread',
        ).optional(),
        labelIds: labelIds('Only messages with all of these labels'),
        maxResults: integer('How many, at most 500; 100 if absent').min(1).max(500).optional(),
        pageToken: text('Where the next page begins, as next_page says').optional(),
        includeSpamTrash: flag('Also those in spam and trash').optional(),
      },
      scopes: [`${readonly}|${modify}`],
      returns: 'messages(id,threadId)',
    }),
    gmail_get_message: read('GET /users/{userId}/messages/{id}', {
      about:
        'Read a message: headers, labels and text. Its text stands in payload.body.data or that of a part, decoded.',
      path: message,
      query: {
        format: choice('How much; full if absent', ['minimal', 'full', 'raw', 'metadata']).optional(),
        metadataHeaders,
      },
      scopes: [`${readonly}|${modify}`],
      returns: 'id,threadId,labelIds,snippet,internalDate,payload(mimeType,filename,headers,body,parts),raw',
      read: withText,
    }),
    gmail_get_thread: read('GET /users/{userId}/threads/{id}', {
      about:
        'Read all messages of a thread, the oldest first; their texts come decoded as in gmail_get_message.',
      path: { ...me, id: text('Id of the thread') },
      query: {
        format: choice('How much; full if absent', ['full', 'metadata', 'minimal']).optional(),
        metadataHeaders,
      },
      scopes: [`${readonly}|${modify}`],
      returns:
        'id,messages(id,threadId,labelIds,snippet,internalDate,payload(mimeType,filename,headers,body,parts))',
      read: withText,
    }),
    gmail_send_message: write('POST /users/{userId}/messages/send', {
      about:
        'Send a message at once, as the connected person. Give to, subject and body, or the whole message as raw.',
      path: me,
      body: { raw, ...letter },
      scopes: [`${send}|${compose}|${modify}`],
      returns: 'id,threadId,labelIds',
      prepare: ({ userId, ...input }) => {
        const sent = sealed(input)
        const hasRecipient = [input['to'], input['cc'], input['bcc']].some(
          (all) => Array.isArray(all) && all.length > 0,
        )
        if (input['raw'] === undefined && !hasRecipient)
          throw new CatalogError('Somebody must get the message: give to, cc or bcc.', 'to')
        return { userId, ...sent }
      },
    }),
    gmail_create_draft: write('POST /users/{userId}/drafts', {
      about: 'Save a draft without sending it. Give to, subject and body, or the message as it is.',
      path: me,
      body: {
        message: object('The message instead of the other fields', {
          raw,
          threadId: text('Thread to reply in').optional(),
        }).optional(),
        ...letter,
      },
      scopes: [`${compose}|${modify}`],
      returns: 'id,message/id',
      prepare: ({ userId, message: given, ...input }) => ({
        userId,
        message: sealed({ ...input, ...(given as Json) }),
      }),
    }),
    gmail_list_labels: read('GET /users/{userId}/labels', {
      about: 'List the labels of the mailbox, with the ids that other tools want.',
      path: me,
      scopes: [`${labels}|${readonly}|${modify}`],
      returns: 'labels(id,name,type)',
    }),
    gmail_modify_labels: write('POST /users/{userId}/messages/{id}/modify', {
      about: 'Add and remove labels of a message. Removing UNREAD marks it read, removing INBOX archives it.',
      path: message,
      body: { addLabelIds: labelIds('To add'), removeLabelIds: labelIds('To remove') },
      scopes: [modify],
      returns: 'id,labelIds',
    }),
    gmail_trash_message: destructive('POST /users/{userId}/messages/{id}/trash', {
      about: 'Move a message to the trash, where it is deleted after 30 days.',
      path: message,
      scopes: [modify],
      returns: 'id,labelIds',
    }),
  },
})

/** The message as Gmail takes it; what it is made of stays here. @throws CatalogError naming the field at fault */
function sealed({ raw: whole, threadId, ...parts }: Json): Json {
  if (typeof whole === 'string' && Object.values(parts).some((part) => part !== undefined))
    throw new CatalogError(
      'raw is the whole message: leave out to, cc, bcc, subject, body and the others.',
      'raw',
    )
  const made = typeof whole === 'string' ? whole : Buffer.from(internetMessage(parts)).toString('base64url')
  return {
    raw: made.replaceAll('+', '-').replaceAll('/', '_'),
    ...(threadId === undefined ? {} : { threadId }),
  }
}

/** Texts are decoded, in every part of every message; other parts stay as they are. */
function withText(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(withText)
  if (typeof answer !== 'object' || answer === null) return answer
  const data = textAt(answer, 'body.data')
  const isText = data !== undefined && String(at(answer, 'mimeType')).startsWith('text/')
  const inner = Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      ['messages', 'payload', 'parts'].includes(key) ? withText(value) : value,
    ]),
  )
  return isText
    ? { ...inner, body: { ...(inner['body'] as Json), data: Buffer.from(data, 'base64url').toString() } }
    : inner
}
