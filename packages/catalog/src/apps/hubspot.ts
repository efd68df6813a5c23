import {
  apiKey,
  at,
  choice,
  cursor,
  defineApp,
  integer,
  list,
  messageIn,
  moment,
  oauth2,
  object,
  read,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const comparisons = ['EQ', 'NEQ', 'LT', 'LTE', 'GT', 'GTE', 'BETWEEN', 'IN', 'NOT_IN'] as const
const presences = ['HAS_PROPERTY', 'NOT_HAS_PROPERTY', 'CONTAINS_TOKEN', 'NOT_CONTAINS_TOKEN'] as const
const filter = object('A condition on one property', {
  propertyName: text('Internal name of the property, for example email'),
  operator: choice('How it compares; CONTAINS_TOKEN takes * as a wildcard', [...comparisons, ...presences]),
  value: text('What it compares with; dates in milliseconds since 1970; for BETWEEN the low end').optional(),
  highValue: text('The upper end for BETWEEN').optional(),
  values: list(text('A value, in lower case'), 'For IN and NOT_IN').optional(),
})
const group = object('All its conditions must hold', { filters: list(filter, 'At most 6').max(6) })

/** HubSpot's description wants all but `query`, so what is not said is sent as what it means. */
const searched = (names: string) => ({
  filterGroups: list(group, 'One of them must hold; at most 5; [] for no conditions').max(5).default([]),
  query: text('Words to look for in the properties that identify a record').max(3000).optional(),
  properties: list(text('Internal name of a property'), `What to return, for example ${names}`).default([]),
  sorts: list(text('A property; -createdate: newest first'), 'Order, by one property').max(1).default([]),
  limit: integer('How many, at most 200').min(1).max(200).default(10),
  after: text('Where to go on, from next_page').default('0'),
})
const search = (kind: string, path: string, { about, names }: Record<'about' | 'names', string>) =>
  read(`POST /crm/objects/2026-03/${path}/search`, {
    about,
    body: searched(names),
    scopes: [`crm.objects.${kind}.read`],
    returns: 'results(id,properties,createdAt,updatedAt),total',
  })
const link = object('A kind of link', {
  associationCategory: choice('Who defined it', ['HUBSPOT_DEFINED', 'USER_DEFINED', 'INTEGRATOR_DEFINED']),
  associationTypeId: integer('Its number, for example 3 for deal to contact'),
})
const associations = list(
  object('A record', { to: object('It', { id: text('Its id') }), types: list(link, 'Kinds of the link') }),
  'Records to link it to; [] for none. HUBSPOT_DEFINED kinds: contact to company 279, deal to contact 3, deal to company 341, ticket to contact 16, ticket to company 339, note to contact 202, note to company 190, note to deal 214',
)
const owner = { hubspot_owner_id: text('Id of the owner, from hubspot_list_owners').optional() }
const custom = 'By internal name, custom ones as well'
const contact = object(custom, {
  email: text('E-mail address').optional(),
  firstname: text('First name').optional(),
  lastname: text('Last name').optional(),
  phone: text('Phone number').optional(),
  company: text('Name of the company').optional(),
  jobtitle: text('Job title').optional(),
  lifecyclestage: text('For example lead, opportunity or customer').optional(),
  ...owner,
})
const deal = object(custom, {
  dealname: text('Name').optional(),
  amount: text('Amount, as a number in text: 1500.00').optional(),
  dealstage: text('Internal id of the stage, for example appointmentscheduled').optional(),
  pipeline: text('Internal id of the pipeline; default is the first one').optional(),
  closedate: text('Expected close, ISO 8601: 2026-12-31T00:00:00Z').optional(),
  ...owner,
})
const ticket = object(custom, {
  subject: text('Subject').optional(),
  content: text('What it is about').optional(),
  hs_pipeline: text('Id of the pipeline; 0 is the first one').optional(),
  hs_pipeline_stage: text('Id of the stage; needed, 1 is New in the first pipeline').optional(),
  hs_ticket_priority: choice('Priority', ['LOW', 'MEDIUM', 'HIGH', 'URGENT']).optional(),
  ...owner,
})
const note = object('By internal name', {
  hs_timestamp: moment('When it was taken, ISO 8601; places it on the timeline'),
  hs_note_body: text('The note; may hold simple HTML').max(65536).optional(),
  ...owner,
})
const association =
  '/crm/objects/2026-03/{fromObjectType}/{fromObjectId}/associations/default/{toObjectType}/{toObjectId}'

/** https://developers.hubspot.com/docs/api-reference/2026-03 */
export default defineApp({
  slug: 'hubspot',
  name: 'HubSpot',
  category: 'CRM',
  position: 10,
  color: '#FF7A59',
  icon: 'simple-icons:hubspot',
  about: 'Contacts, companies, deals, tickets and notes of your CRM.',
  docs: 'https://developers.hubspot.com/docs',
  hosts: { web: 'https://app.hubspot.com', api: 'https://api.hubapi.com' },
  auth: [
    oauth2({
      authorize: '{web}/oauth/authorize',
      token: '{api}/oauth/2026-03/token',
      pkce: false,
      scopes: {
        default: [
          'oauth',
          'crm.objects.contacts.read',
          'crm.objects.contacts.write',
          'crm.objects.companies.read',
          'crm.objects.deals.read',
          'crm.objects.deals.write',
          'crm.objects.owners.read',
          'tickets',
        ],
        more: ['crm.objects.companies.write'],
      },
      // Every refresh brings a refresh token, as a rule the same.
      refresh: 'soft',
      register: 'https://developers.hubspot.com/docs/apps/developer-platform/build-apps/create-an-app',
      readToken,
      revoke: revocation('{api}/oauth/2026-03/token/revoke'),
    }),
    apiKey({
      label: 'Private app token or service key',
      where: 'https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview',
    }),
  ],
  api: {
    base: '{api}',
    // Introspection would need the client's secret, and knows no private app.
    whoami: {
      request: 'GET /account-info/2026-03/details',
      label: ({ portalId }) => (typeof portalId === 'number' ? `HubSpot account ${portalId}` : undefined),
    },
    paging: cursor('after', 'paging.next.after'),
    failure: failureOf,
  },
  tools: {
    hubspot_search_contacts: search('contacts', 'contacts', {
      about: 'Find contacts by words or by conditions on their properties, such as an e-mail address.',
      names: 'email, firstname, lastname, phone',
    }),
    hubspot_get_contact: read('GET /crm/objects/2026-03/contacts/{contactId}', {
      about: 'Read one contact, by its id or by another unique property such as its e-mail address.',
      path: { contactId: text('Id of the contact, or the value of idProperty') },
      query: {
        properties: list(text('Internal name'), 'Properties to return; basic ones if absent').optional(),
        associations: list(text('Such as companies'), 'Kinds of linked records to name').optional(),
        idProperty: text('The unique property that contactId is of, for example email').optional(),
      },
      scopes: ['crm.objects.contacts.read'],
      returns: 'id,properties,associations',
    }),
    hubspot_create_contact: write('POST /crm/objects/2026-03/contacts', {
      about: 'Create a contact. It is refused when one with this e-mail address is there already.',
      body: { properties: contact, associations },
      scopes: ['crm.objects.contacts.write'],
      returns: 'id,properties',
    }),
    hubspot_update_contact: write('PATCH /crm/objects/2026-03/contacts/{contactId}', {
      about: 'Change properties of a contact. Those that are not named stay; an empty text clears one.',
      path: { contactId: text('Id of the contact') },
      body: { properties: contact },
      scopes: ['crm.objects.contacts.write'],
      returns: 'id,properties',
    }),
    hubspot_search_companies: search('companies', 'companies', {
      about: 'Find companies by words or by conditions on their properties, such as a domain.',
      names: 'name, domain, industry, city',
    }),
    hubspot_search_deals: search('deals', '0-3', {
      about: 'Find deals by words or by conditions on their properties, such as a stage.',
      names: 'dealname, amount, dealstage, closedate',
    }),
    hubspot_create_deal: write('POST /crm/objects/2026-03/0-3', {
      about: 'Create a deal. It needs dealname and dealstage.',
      body: { properties: deal, associations },
      scopes: ['crm.objects.deals.write'],
      returns: 'id,properties',
    }),
    hubspot_update_deal: write('PATCH /crm/objects/2026-03/0-3/{dealId}', {
      about: 'Change properties of a deal, for example its stage or amount. Those that are not named stay.',
      path: { dealId: text('Id of the deal') },
      body: { properties: deal },
      scopes: ['crm.objects.deals.write'],
      returns: 'id,properties',
    }),
    hubspot_create_ticket: write('POST /crm/objects/2026-03/tickets', {
      about: 'Create a support ticket. It needs subject and hs_pipeline_stage.',
      body: { properties: ticket, associations },
      scopes: ['tickets'],
      returns: 'id,properties',
    }),
    hubspot_create_note: write('POST /crm/objects/2026-03/notes', {
      about: 'Write a note. Link it to the contact, company or deal that it is about, or nobody finds it.',
      body: { properties: note, associations },
      scopes: ['crm.objects.contacts.write'],
      returns: 'id,properties',
    }),
    hubspot_list_owners: read('GET /crm/owners/2026-03', {
      about: 'List the people who can own records, for hubspot_owner_id.',
      query: {
        email: text('Only the one with this e-mail address').optional(),
        limit: integer('How many, at most 500').min(1).max(500).optional(),
        after: text('Where to go on, from next_page').optional(),
      },
      scopes: ['crm.objects.owners.read'],
      returns: 'results(id,email,firstName,lastName)',
    }),
    hubspot_associate_records: write(`PUT ${association}`, {
      about: 'Link two records with the unlabelled link of their kinds, for example a deal with a contact.',
      path: {
        fromObjectType: text('For example contacts, companies, deals, tickets, notes'),
        fromObjectId: text('Id of the one record'),
        toObjectType: text('For example contacts, companies, deals, tickets, notes'),
        toObjectId: text('Id of the other record'),
      },
      scopes: ['crm.objects.contacts.write'],
      returns: 'results',
    }),
  },
})

/** Scopes come as a list, and errors in HubSpot's own words: `{"status":"BAD_REFRESH_TOKEN","message":...}`. */
function readToken(token: Json): Json {
  const { scopes, status, message } = token
  if (Array.isArray(scopes)) return { ...token, scope: scopes.join(' ') }
  if (typeof status !== 'string' || token['error'] !== undefined) return token
  const kind = /REFRESH_TOKEN|AUTH_CODE/.test(status) ? 'grant' : /CLIENT/.test(status) ? 'client' : 'request'
  return { error: `invalid_${kind}`, error_description: message ?? status }
}

function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, headers, body } = answer
  const message = messageIn(answer)
  const scope = textAt(body, 'errors.0.context.requiredGranularScopes.0')
  const field = textAt(body, 'errors.0.context.propertyName.0')
  if (status === 403 && scope !== undefined) return { kind: 'forbidden', message, scope }
  if (status === 400 && field !== undefined) return { kind: 'invalid', message, field }
  if (status !== 429 || headers['retry-after'] !== undefined) return undefined
  const wait = Number(headers['x-hubspot-ratelimit-interval-milliseconds']) / 1000
  const daily = at(body, 'policyName') === 'DAILY'
  return { kind: 'rate_limited', message, ...(wait > 0 && !daily ? { retryAfter: Math.ceil(wait) } : {}) }
}
