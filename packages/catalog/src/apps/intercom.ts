import {
  CatalogError,
  apiKey,
  at,
  choice,
  defineApp,
  either,
  flag,
  integer,
  list,
  messageIn,
  oauth2,
  object,
  read,
  record,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, Paging, ProviderAnswer, ToolFailure } from '../define.ts'

const operators = ['=', '!=', 'IN', 'NIN', '<', '<=', '>', '>=', '~', '!~', '^', '$'] as const
const condition = object('One condition', {
  field: text('Name of the field, for example email, name, created_at, state, custom_attributes.plan'),
  operator: choice(
    '~ contains, ^ begins with, $ ends with, IN and NIN take a list; times: =, < and > only',
    operators,
  ),
  value: either('What it compares with; times in seconds since 1970', [
    text('A text'),
    integer('A number'),
    flag('Yes or no'),
    list(text('One of them'), 'Several, for IN and NIN'),
  ]),
})
const joined = choice('All of them, or any', ['AND', 'OR'])
const group = object('Several conditions', {
  operator: joined,
  value: list(condition, 'The conditions').min(1),
})
const groups = object('Several groups of conditions', {
  operator: joined,
  value: list(group, 'The groups').min(1),
})

const search = (example: string) => ({
  query: either(`One condition, several, or groups of them. Example: ${example}`, [condition, group, groups]),
  pagination: object('Which page', {
    per_page: integer('How many, at most 150').min(1).max(150).optional(),
    starting_after: text('Where to go on, from next_page').optional(),
  }).optional(),
})
/** The place stands in an object beside the size of the page. */
const pages: Paging = {
  input: 'pagination',
  next: ({ body }, { pagination }) => {
    const next = textAt(body, 'pages.next.starting_after')
    return next === undefined ? undefined : { ...(pagination as Json | undefined), starting_after: next }
  },
}
const contactId = text('Id of the contact')
const conversation = { conversation_id: text('Id of the conversation, digits only').regex(/^\d+$/) }
const adminId = text('Id of the teammate in whose name, from intercom_list_admins')
const contact = {
  email: text('E-mail address').optional(),
  phone: text('Phone number, with the country: +353871234567').optional(),
  name: text('Full name').optional(),
  custom_attributes: record(
    'Values by the names of the custom attributes, which must be there already',
  ).optional(),
}
const conversationParts =
  'id,state,title,created_at,updated_at,admin_assignee_id,source(type,subject,body,author(type,name,email))'

/** https://developers.intercom.com/docs/references/rest-api/api.intercom.io */
export default defineApp({
  slug: 'intercom',
  name: 'Intercom',
  category: 'Support',
  position: 250,
  color: '#286EFA',
  icon: 'logos:intercom-icon',
  about: 'Contacts, conversations, tickets and help articles.',
  docs: 'https://developers.intercom.com',
  hosts: { web: 'https://app.{region}intercom.com', api: 'https://api.{region}intercom.io' },
  settings: [
    {
      name: 'region',
      label: 'Region',
      hint: 'Where the workspace is hosted: us, eu or au. Its address begins with app.eu. or app.au. unless it is us.',
      pattern: 'us|eu|au',
      options: { us: '', eu: 'eu.', au: 'au.' },
    },
  ],
  auth: [
    // What an app may do is set where it is registered; there are no scopes.
    oauth2({
      authorize: '{web}/oauth',
      token: '{api}/auth/eagle/token',
      pkce: false,
      refresh: 'none',
      register: 'https://app.intercom.com/a/apps/_/developer-hub',
      readToken,
      revokeByHand: 'https://app.intercom.com/a/apps/_/appstore',
    }),
    apiKey({ label: 'Access token', where: 'https://app.intercom.com/a/apps/_/developer-hub' }),
  ],
  api: {
    base: '{api}',
    headers: { 'intercom-version': '2.15' },
    whoami: {
      request: 'GET /me',
      label: (me) => textAt(me, 'email') ?? textAt(me, 'app.name') ?? textAt(me, 'name'),
    },
    paging: pages,
    failure: failureOf,
  },
  tools: {
    intercom_search_contacts: read('POST /contacts/search', {
      about: 'Find contacts: users and leads, by e-mail address, name or any other field.',
      body: search('{"field":"email","operator":"=","value":"ann@example.com"}'),
      returns: 'data(id,name,email,role),total_count',
    }),
    intercom_get_contact: read('GET /contacts/{contact_id}', {
      about: 'Read one contact with its custom attributes.',
      path: { contact_id: contactId },
      returns: 'id,role,name,email,phone,external_id,custom_attributes,created_at,last_seen_at',
    }),
    intercom_create_contact: write('POST /contacts', {
      about: 'Create a contact. It needs an email or an external_id.',
      body: {
        role: choice('A user has signed up, a lead has not', ['user', 'lead']).default('user'),
        ...contact,
        external_id: text('Its id in your own product').optional(),
      },
      returns: 'id',
    }),
    intercom_update_contact: write('PUT /contacts/{contact_id}', {
      about: 'Change a contact. What is not named stays.',
      path: { contact_id: contactId },
      body: contact,
      returns: 'id',
    }),
    intercom_search_conversations: read('POST /conversations/search', {
      about: 'Find conversations by state, time, teammate, contact or any other field.',
      body: search('{"operator":"AND","value":[{"field":"state","operator":"=","value":"open"}]}'),
      returns: `conversations(${conversationParts}),total_count`,
    }),
    intercom_get_conversation: read('GET /conversations/{conversation_id}', {
      about: 'Read a conversation with all its parts: messages, notes and what was done.',
      path: conversation,
      query: { display_as: choice('Texts without HTML', ['plaintext']).optional() },
      returns: `${conversationParts},conversation_parts(conversation_parts(id,part_type,body,created_at,author(type,id,name,email)),total_count)`,
    }),
    intercom_reply_conversation: write('POST /conversations/{conversation_id}/reply', {
      about: 'Answer in a conversation. A comment goes to the customer; a note is for teammates only.',
      path: conversation,
      body: {
        message_type: choice('comment: the customer sees it; note: internal', ['comment', 'note']),
        type: choice('Who writes', ['admin']),
        admin_id: adminId,
        body: text('The text; may hold HTML'),
      },
      returns: 'id',
    }),
    intercom_manage_conversation: write('POST /conversations/{conversation_id}/parts', {
      about: 'Close, open, snooze or assign a conversation.',
      path: conversation,
      body: {
        message_type: choice('What to do', ['close', 'open', 'snoozed', 'assignment']),
        type: choice('admin; team when it is assigned to a team', ['admin', 'team']),
        admin_id: adminId,
        assignee_id: text('With assignment: id of the teammate or team; 0 for nobody').optional(),
        snoozed_until: integer('With snoozed: when it opens again, in seconds since 1970').optional(),
        body: text('A closing message to the customer, or a word on the assignment').optional(),
      },
      prepare: changed,
      returns: 'id,state',
    }),
    intercom_add_note: write('POST /contacts/{contact_id}/notes', {
      about: 'Write a note about a contact, for teammates.',
      path: { contact_id: contactId },
      body: { body: text('The note'), admin_id: adminId.optional() },
      returns: 'id',
    }),
    intercom_search_articles: read('GET /articles/search', {
      about: 'Find articles of the help centers by words.',
      query: {
        phrase: text('The words').optional(),
        state: choice('Only those; published if absent', ['published', 'draft', 'all']).optional(),
        help_center_id: integer('Only those of this help center').optional(),
      },
      returns: 'data/articles(id,title,description,body,state,url,updated_at),total_count',
    }),
    intercom_create_ticket: write('POST /tickets', {
      about: 'Create a ticket for a contact.',
      body: {
        ticket_type_id: text('Id of the type of ticket'),
        contacts: list(
          either('A contact, by one of these', [
            object('By id', { id: text('Id') }),
            object('By external id', { external_id: text('Its id in your own product') }),
            object('By address; made if it is not there', { email: text('E-mail address') }),
          ]),
          'The contact: exactly one',
        )
          .min(1)
          .max(1),
        ticket_attributes: object('Values by the names of the attributes of this type', {
          _default_title_: text('Title').optional(),
          _default_description_: text('What it is about').optional(),
        }).optional(),
      },
      returns: 'id,ticket_id',
    }),
    intercom_list_admins: read('GET /admins', {
      about: 'List the teammates.',
      returns: 'admins(id,name,email)',
    }),
  },
})

/** The token comes twice, and an error as a list. */
function readToken(answer: Json): Json {
  const token = answer['access_token'] ?? answer['token']
  if (token !== undefined) return { access_token: token, token_type: 'bearer' }
  const message = textAt(answer, 'errors.0.message')
  if (message === undefined) return answer
  const isClient = /client|unauthorized/i.test(`${textAt(answer, 'errors.0.code')} ${message}`)
  return { error: isClient ? 'invalid_client' : 'invalid_grant', error_description: message }
}

/** Snoozing needs a time and assigning somebody; only an assignment can be to a team. */
function changed(input: Json): Json {
  const needed = { snoozed: 'snoozed_until', assignment: 'assignee_id' }[String(input['message_type'])]
  if (needed !== undefined && input[needed] === undefined)
    throw new CatalogError(`message_type ${String(input['message_type'])} needs ${needed}.`, needed)
  return needed === 'assignee_id' ? input : { ...input, type: 'admin' }
}

/** Windows of ten seconds; the header says when the next one begins, in seconds since 1970. */
function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, headers, body } = answer
  if (status !== 429 && at(body, 'errors.0.code') !== 'rate_limit_exceeded') return undefined
  const wait = Math.ceil(Number(headers['x-ratelimit-reset']) - Date.now() / 1000)
  return { kind: 'rate_limited', message: messageIn(answer), ...(wait > 0 ? { retryAfter: wait } : {}) }
}
