import {
  any,
  apiKey,
  as,
  at,
  basic,
  choice,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  messageIn,
  oauth2,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const pageSize = integer('How many, at most 100').min(1).max(100)
const page_after = as('page[after]', text('Where to go on, from next_page').optional())
const ticketId = { ticket_id: integer('Number of the ticket') }
const comment = (about: string) =>
  object(about, {
    body: text('The text').optional(),
    html_body: text('The text as HTML, in place of body').optional(),
    public: flag(
      'true: the requester sees it and is mailed; false: a note for agents. true if absent',
    ).optional(),
    author_id: integer('Id of the person who wrote it; you if absent').optional(),
  })
const ticket = {
  subject: text('Subject').optional(),
  status: choice('Status', ['new', 'open', 'pending', 'hold', 'solved', 'closed']).optional(),
  priority: choice('Priority', ['urgent', 'high', 'normal', 'low']).optional(),
  type: choice('Type', ['problem', 'incident', 'question', 'task']).optional(),
  requester_id: integer('Id of the person who asks').optional(),
  assignee_id: integer('Id of the agent who works on it').optional(),
  group_id: integer('Id of the group that works on it').optional(),
  tags: list(text('A tag'), 'All its tags').optional(),
  external_id: text('Its id in another system').optional(),
  custom_fields: list(
    object('A custom field', { id: integer('Id of the field'), value: any('Its value') }),
    'Values of custom fields',
  ).optional(),
}
const ticketParts =
  'id,subject,description,status,priority,type,requester_id,assignee_id,group_id,tags,custom_fields,created_at,updated_at'
const userParts = 'id,name,email,role,phone,organization_id,time_zone,suspended,created_at'
const readsTickets = ['tickets:read|read']
const writesTickets = ['tickets:write|write']
const readsUsers = ['users:read|read']

/** https://developer.zendesk.com/api-reference/ */
export default defineApp({
  slug: 'zendesk',
  name: 'Zendesk',
  category: 'Support',
  position: 260,
  color: '#03363D',
  icon: 'logos:zendesk-icon',
  about: 'Tickets, their comments, and the people who write them.',
  docs: 'https://developer.zendesk.com/api-reference/',
  hosts: { web: 'https://{subdomain}.zendesk.com', api: 'https://{subdomain}.zendesk.com' },
  settings: [
    {
      name: 'subdomain',
      label: 'Subdomain',
      hint: 'The part before .zendesk.com in the address of your Zendesk, for example acme.',
      pattern: '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?',
    },
  ],
  auth: [
    // A client belongs to one subdomain. Both old tokens die at a refresh.
    oauth2({
      authorize: '{web}/oauth/authorizations/new',
      token: '{web}/oauth/tokens',
      scopes: { default: ['tickets:read', 'tickets:write', 'users:read'], more: ['read', 'write'] },
      refresh: 'single_use',
      register: 'https://support.zendesk.com/hc/en-us/articles/4408845965210',
      revoke: ({ accessToken }) => ({
        method: 'DELETE',
        url: '{api}/api/v2/oauth/tokens/current',
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    }),
    apiKey({
      label: 'API token',
      where: 'https://support.zendesk.com/hc/en-us/articles/4408889192858',
      fields: [
        { name: 'email', label: 'E-mail address of the agent', secret: false },
        { name: 'key', label: 'API token', secret: true },
      ],
      headers: ({ email = '', key = '' }) => ({ authorization: basic(`${email}/token`, key) }),
    }),
  ],
  api: {
    base: '{api}/api/v2',
    whoami: {
      request: 'GET /users/me',
      // A refused credential can be answered with 200 and nobody.
      label: (me) =>
        typeof at(me, 'user.id') === 'number'
          ? (textAt(me, 'user.email') ?? textAt(me, 'user.name'))
          : undefined,
    },
    paging: {
      input: 'page_after',
      next: ({ body }) =>
        at(body, 'meta.has_more') === true ? textAt(body, 'meta.after_cursor') : undefined,
    },
    failure: failureOf,
  },
  tools: {
    zendesk_search: read('GET /search', {
      about:
        'Find tickets, users, groups or organizations; the first 100 of count. Example: type:ticket status:open "text"',
      query: {
        query: text("The search, in Zendesk's search syntax"),
        sort_by: choice('Order by; best match if absent', [
          'updated_at',
          'created_at',
          'priority',
          'status',
          'ticket_type',
        ]).optional(),
        sort_order: choice('Order', ['asc', 'desc']).optional(),
      },
      scopes: ['read'],
      returns: 'results(id,result_type,subject,status,priority,name,email,role,created_at,updated_at),count',
    }),
    zendesk_list_tickets: read('GET /tickets', {
      about: 'List tickets, oldest first. To find some of them use zendesk_search.',
      query: {
        external_id: text('Only those with this id in another system').optional(),
        page_size: as('page[size]', pageSize.default(100)),
        page_after,
      },
      scopes: readsTickets,
      returns: 'tickets(id,subject,status,priority)',
    }),
    zendesk_get_ticket: read('GET /tickets/{ticket_id}', {
      about: 'Read a ticket. Its conversation is in zendesk_list_comments.',
      path: ticketId,
      scopes: readsTickets,
      returns: `ticket(${ticketParts})`,
    }),
    zendesk_list_comments: read('GET /tickets/{ticket_id}/comments', {
      about: 'Read the conversation of a ticket, oldest first. For more than 100 comments say page_size.',
      path: ticketId,
      query: {
        include_inline_images: flag('List images in the text as attachments').optional(),
        include: text('"users" gives the authors as well').optional(),
        page_size: as('page[size]', pageSize.optional()),
        page_after,
      },
      scopes: readsTickets,
      returns:
        'comments(id,body,public,author_id,created_at,attachments(file_name,content_url)),users(id,name,email,role)',
    }),
    zendesk_create_ticket: write('POST /tickets', {
      about: 'Create a ticket. Its first comment is what it is about.',
      body: {
        ticket: object('The ticket', {
          comment: comment('The first comment, with body or html_body'),
          requester: object(
            'The person who asks, made if the address is not known; in place of requester_id',
            {
              name: text('Full name').optional(),
              email: text('E-mail address').optional(),
            },
          ).optional(),
          ...ticket,
        }),
      },
      scopes: writesTickets,
      returns: 'ticket(id,subject,status)',
    }),
    zendesk_update_ticket: write('PUT /tickets/{ticket_id}', {
      about:
        'Change a ticket, or add a comment to it. A public comment mails the requester. What is not named stays.',
      path: ticketId,
      body: {
        ticket: object('What changes', { comment: comment('A comment to add').optional(), ...ticket }),
      },
      scopes: writesTickets,
      returns: `ticket(${ticketParts})`,
    }),
    zendesk_search_users: read('GET /users/search', {
      about: 'Find people by name, e-mail address or id in another system. Say one of them.',
      query: {
        query: text('A name or an address, or a part of it').optional(),
        external_id: text('The id in another system').optional(),
      },
      scopes: readsUsers,
      returns: 'users(id,name,email,role),count',
    }),
    zendesk_get_user: read('GET /users/{user_id}', {
      about: 'Read one person.',
      path: { user_id: integer('Id of the person') },
      scopes: readsUsers,
      returns: `user(${userParts})`,
    }),
    zendesk_delete_ticket: destructive('DELETE /tickets/{ticket_id}', {
      about: 'Delete a ticket. It can be brought back within 30 days, in Zendesk only.',
      path: ticketId,
      scopes: writesTickets,
    }),
  },
})

function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, body } = answer
  const scope = /required scopes: ([\w:]+)/.exec(messageIn(answer))?.[1]
  if (status === 403 && scope !== undefined) return { kind: 'forbidden', message: messageIn(answer), scope }
  // What is wrong with a record stands under the name of the field: {"details":{"subject":[{"description":...}]}}
  const details = at(body, 'details')
  if (status !== 422 || typeof details !== 'object' || details === null) return undefined
  const [field = ''] = Object.keys(details)
  return {
    kind: 'invalid',
    message: textAt(body, `details.${field}.0.description`) ?? messageIn(answer),
    field,
  }
}
