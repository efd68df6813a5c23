import {
  apiKey,
  at,
  choice,
  cursor,
  defineApp,
  destructive,
  flag,
  integer,
  moment,
  oauth2,
  object,
  read,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const user = text(
  'Address of a user, https://api.calendly.com/users/...; calendly_get_current_user has yours as uri',
)
const organization = text(
  'Address of an organization; calendly_get_current_user has it as current_organization',
)
const eventType = text('Address of an event type, https://api.calendly.com/event_types/...')
const event = { uuid: text('Id of the event: the last part of its uri') }
const page = {
  count: integer('How many on a page, at most 100').min(1).max(100).optional(),
  page_token: text('Where the next page begins, as next_page says').optional(),
}
const start_time = moment('Beginning of the range, in the future, for example 2026-12-01T08:00:00Z')
const end_time = moment('End of the range, at most 7 days after its beginning')
const state = choice('Only these', ['active', 'canceled']).optional()
const shown =
  'uri,name,status,start_time,end_time,event_type,location,invitees_counter,event_memberships(user,user_email,user_name),cancellation'
const reading = ['scheduled_events:read|scheduled_events:write']

/** https://developer.calendly.com/api-docs */
export default defineApp({
  slug: 'calendly',
  name: 'Calendly',
  category: 'Calendar',
  position: 110,
  color: '#006BFF',
  icon: 'simple-icons:calendly',
  about: 'Event types, free times and booked meetings: look, share links, book and cancel.',
  docs: 'https://developer.calendly.com',
  hosts: { auth: 'https://auth.calendly.com', api: 'https://api.calendly.com' },
  auth: [
    oauth2({
      authorize: '{auth}/oauth/authorize',
      token: '{auth}/oauth/token',
      clientAuth: 'basic',
      register: 'https://developer.calendly.com/',
      scopes: {
        default: [
          'users:read',
          'event_types:read',
          'availability:read',
          'scheduled_events:write',
          'invitees:read',
          'scheduling_links:write',
        ],
        more: ['scheduled_events:read'],
      },
      refresh: 'single_use',
      revoke: revocation('{auth}/oauth/revoke'),
    }),
    apiKey({ label: 'Personal access token', where: 'https://calendly.com/integrations/api_webhooks' }),
  ],
  api: {
    base: '{api}',
    whoami: {
      request: 'GET /users/me',
      label: (me) => textAt(me, 'resource.email') ?? textAt(me, 'resource.name'),
    },
    paging: cursor('page_token', 'pagination.next_page_token'),
    failure: failureOf,
  },
  tools: {
    calendly_get_current_user: read('GET /users/me', {
      about:
        'Read who is connected: name, time zone, and the addresses (uri, current_organization) other tools need.',
      scopes: ['users:read'],
      returns: 'resource(uri,name,email,scheduling_url,timezone,current_organization)',
    }),
    calendly_list_event_types: read('GET /event_types', {
      about: 'List event types, the kinds of meeting that can be booked. Give user or organization.',
      query: {
        user: user.optional(),
        organization: organization.optional(),
        active: flag('Only those that are on, or only those that are off').optional(),
        ...page,
      },
      scopes: ['event_types:read'],
      returns: 'collection(uri,name,active,kind,duration,scheduling_url,description_plain)',
    }),
    calendly_list_available_times: read('GET /event_type_available_times', {
      about: 'List the times at which an event type can be booked.',
      query: { event_type: eventType, start_time, end_time },
      scopes: ['availability:read'],
      returns: 'collection(start_time,status,invitees_remaining,scheduling_url)',
    }),
    calendly_list_busy_times: read('GET /user_busy_times', {
      about: "List when a user is busy, by Calendly's events and by connected calendars.",
      query: { user, start_time, end_time },
      scopes: ['availability:read'],
      returns: 'collection(type,start_time,end_time,buffered_start_time,buffered_end_time,event/uri)',
    }),
    calendly_list_events: read('GET /scheduled_events', {
      about: 'List meetings that were booked. Give user or organization.',
      query: {
        user: user.optional(),
        organization: organization.optional(),
        status: state,
        min_start_time: moment('Only meetings that begin at or after this moment').optional(),
        max_start_time: moment('Only meetings that begin before this moment').optional(),
        invitee_email: text('Only meetings with this invitee').optional(),
        sort: choice('Order', ['start_time:asc', 'start_time:desc']).optional(),
        ...page,
      },
      scopes: reading,
      returns: `collection(${shown})`,
    }),
    calendly_get_event: read('GET /scheduled_events/{uuid}', {
      about: 'Read a meeting: when, where and with whom.',
      path: event,
      scopes: reading,
      returns: `resource(${shown},created_at,updated_at,event_guests(email))`,
    }),
    calendly_list_invitees: read('GET /scheduled_events/{uuid}/invitees', {
      about:
        'List the people invited to a meeting, with their answers and their links to cancel or reschedule.',
      path: event,
      query: { status: state, email: text('Only the one with this e-mail address').optional(), ...page },
      scopes: ['invitees:read'],
      returns:
        'collection(uri,name,email,status,timezone,questions_and_answers(question,answer),reschedule_url,cancel_url)',
    }),
    calendly_create_scheduling_link: write('POST /scheduling_links', {
      about: 'Make a link with which somebody can book an event type once.',
      body: {
        max_event_count: integer('How many meetings can be booked with it: 1').min(1).max(1),
        owner: eventType,
        owner_type: choice('What owner is', ['EventType']),
      },
      scopes: ['scheduling_links:write'],
      returns: 'resource(booking_url,owner,owner_type)',
    }),
    calendly_cancel_event: destructive('POST /scheduled_events/{uuid}/cancellation', {
      about: 'Cancel a meeting. The invitees are told, with the reason.',
      path: event,
      body: { reason: text('Why').max(10000).optional() },
      scopes: ['scheduled_events:write'],
      returns: 'resource(canceled_by,reason,canceler_type)',
    }),
    calendly_book_meeting: write('POST /invitees', {
      about:
        'Book a meeting for somebody. The time must be one of calendly_list_available_times. Paid plans only.',
      body: {
        event_type: eventType,
        start_time: moment('When it begins, in UTC, for example 2026-12-01T14:00:00Z'),
        invitee: object('Who is invited', {
          email: text('E-mail address'),
          name: text('Full name; or first_name and last_name').optional(),
          first_name: text('First name').optional(),
          last_name: text('Last name').optional(),
          timezone: text('Time zone of the invitee, for example Europe/Berlin').optional(),
          text_reminder_number: text('Telephone number for reminders, for example +14155550132').optional(),
        }),
        location: object('Where, as the event type allows', {
          kind: text('zoom_conference, google_conference, physical, outbound_call, ask_invitee, custom ...'),
          location: text(
            'Place or telephone number, for physical, outbound_call, ask_invitee and custom',
          ).optional(),
        }).optional(),
      },
      scopes: ['scheduled_events:write'],
      returns: 'resource(uri,event,name,email,status,reschedule_url,cancel_url)',
    }),
  },
})

/** What is wrong with a request stands in `details`; X-RateLimit-Reset counts the seconds to go. */
function failureOf({ status, headers, body }: ProviderAnswer): ToolFailure | undefined {
  const message = textAt(body, 'message') ?? textAt(body, 'title') ?? `HTTP ${status}`
  if (status === 429) {
    const wait = Number(headers['retry-after'] ?? headers['x-ratelimit-reset'])
    return { kind: 'rate_limited', message, ...(wait > 0 ? { retryAfter: Math.ceil(wait) } : {}) }
  }
  const [first] = [at(body, 'details') ?? []].flat()
  const field = textAt(first, 'parameter')
  if (status !== 400 || field === undefined) return undefined
  return { kind: 'invalid', message: `${message} ${textAt(first, 'message') ?? ''}`.trim(), field }
}
