import {
  apiKey,
  choice,
  cursor,
  date,
  defineApp,
  flag,
  integer,
  list,
  messageIn,
  number,
  oauth2,
  object,
  read,
  revocation,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json, ProviderAnswer, ToolFailure } from '../define.ts'

const pages = {
  limit: integer('How many, at most 500').min(1).max(500).optional(),
  cursor: text('Where to go on, from next_page').optional(),
}
const term = text('What to look for, at least 2 characters').min(1)
const exact_match = flag('Only whole matches, not their beginnings; one character is enough then').optional()
const records = ['deal', 'person', 'organization', 'product', 'lead', 'project'] as const
const personFields = ['custom_fields', 'email', 'name', 'notes', 'phone'] as const
const otherFields = ['address', 'code', 'description', 'organization_name', 'person_name', 'title'] as const
const id = integer('Id of the deal')
const value = number('What it is worth').optional()
const deal = integer('Id of the deal').optional()
const person = integer('Id of the person').optional()
const organization = integer('Id of the organization').optional()
const stage = integer('Id of the stage, from pipedrive_list_stages').optional()
const pipeline = integer('Id of the pipeline, from pipedrive_list_pipelines').optional()
const owner = integer('Id of the user who owns it').optional()
const label = text('For example work or home').optional()
const reachable = (what: string) =>
  list(object(what, { value: text(what), primary: flag('Main one').optional(), label }), 'All').optional()
const readsDeals = ['deals:read|deals:full']
const dealParts =
  'id,title,value,currency,status,stage_id,pipeline_id,person_id,org_id,owner_id,expected_close_date,add_time,update_time'

/** https://developers.pipedrive.com/docs/api/v1 */
export default defineApp({
  slug: 'pipedrive',
  name: 'Pipedrive',
  category: 'CRM',
  position: 20,
  color: '#017737',
  icon: 'logos:pipedrive',
  about: 'Deals, people, activities and notes of your sales pipelines.',
  docs: 'https://developers.pipedrive.com/docs/api/v1',
  // With OAuth each company has its own address for the API, which comes with the token.
  hosts: { auth: 'https://oauth.pipedrive.com', api: 'https://api.pipedrive.com' },
  auth: [
    oauth2({
      authorize: '{auth}/oauth/authorize',
      token: '{auth}/oauth/token',
      clientAuth: 'basic',
      pkce: false,
      scopes: {
        default: ['base', 'deals:full', 'contacts:full', 'activities:full', 'search:read', 'users:read'],
        more: ['deals:read', 'contacts:read'],
        registered: true,
      },
      refresh: 'soft',
      register: 'https://app.pipedrive.com/developer-hub',
      readToken,
      values: valuesOf,
      // Takes the app off the person's account as well.
      revoke: revocation('{auth}/oauth/revoke', { clientAuth: 'basic' }),
    }),
    apiKey({
      label: 'Personal API token',
      where: 'https://app.pipedrive.com/settings/api',
      headers: ({ key = '' }) => ({ 'x-api-token': key }),
    }),
  ],
  api: {
    base: '{api}/api/v2',
    whoami: {
      request: 'GET {api}/api/v1/users/me',
      label: (me) => textAt(me, 'data.email') ?? textAt(me, 'data.name'),
    },
    paging: cursor('cursor', 'additional_data.next_cursor'),
    failure: failureOf,
  },
  tools: {
    pipedrive_search: read('GET /itemSearch', {
      about: 'Search deals, people, organizations, products and leads at once.',
      query: {
        term,
        item_types: choice('Only this kind; all if absent', [
          ...records,
          'file',
          'mail_attachment',
        ]).optional(),
        fields: choice('Only in this field; all fields if absent', [
          ...personFields,
          ...otherFields,
        ]).optional(),
        exact_match,
        ...pages,
      },
      scopes: ['search:read'],
      returns: 'data/items/item(id,type,title,name)',
    }),
    pipedrive_list_deals: read('GET /deals', {
      about: 'List deals, by status, owner, person, organization, pipeline or stage.',
      query: {
        status: choice('Only those; all that are not deleted if absent', [
          'open',
          'won',
          'lost',
          'deleted',
        ]).optional(),
        owner_id: owner,
        person_id: person,
        org_id: organization,
        pipeline_id: pipeline,
        stage_id: stage,
        sort_by: choice('Order by', ['id', 'update_time', 'add_time']).optional(),
        ...pages,
      },
      scopes: readsDeals,
      returns: `data(${dealParts})`,
    }),
    pipedrive_get_deal: read('GET /deals/{id}', {
      about: 'Read one deal with all its fields, custom ones as well.',
      path: { id },
      scopes: readsDeals,
      returns: 'data',
    }),
    pipedrive_create_deal: write('POST /deals', {
      about: 'Create a deal. Without a stage it starts in the first one.',
      body: {
        title: text('Title'),
        value,
        currency: text('Three letters, for example EUR').length(3).optional(),
        person_id: person,
        org_id: organization,
        stage_id: stage,
        owner_id: owner,
        expected_close_date: date('When it should close: 2026-12-31').optional(),
      },
      scopes: ['deals:full'],
      returns: 'data(id,title)',
    }),
    pipedrive_update_deal: write('PATCH /deals/{id}', {
      about: 'Change a deal: its title, value, stage, status or owner. What is not named stays.',
      path: { id },
      body: {
        title: text('New title').optional(),
        value,
        stage_id: stage,
        status: choice('How it stands', ['open', 'won', 'lost']).optional(),
        lost_reason: text('Why it was lost; with status lost').optional(),
        owner_id: owner,
      },
      scopes: ['deals:full'],
      returns: `data(${dealParts})`,
    }),
    pipedrive_search_persons: read('GET /persons/search', {
      about: 'Find people by name, e-mail address, phone number or note.',
      query: { term, fields: choice('Only in this field', personFields).optional(), exact_match, ...pages },
      scopes: ['contacts:read|contacts:full'],
      returns: 'data/items/item(id,name,emails,phones,organization(id,name),owner/id)',
    }),
    pipedrive_create_person: write('POST /persons', {
      about: 'Create a person. Look first whether it is there, with pipedrive_search_persons.',
      body: {
        name: text('Full name'),
        emails: reachable('E-mail address'),
        phones: reachable('Phone number'),
        org_id: organization,
        owner_id: owner,
      },
      scopes: ['contacts:full'],
      returns: 'data/id',
    }),
    pipedrive_create_activity: write('POST /activities', {
      about: 'Plan or log an activity, such as a call, a meeting or a task.',
      body: {
        subject: text('What it is').optional(),
        type: text('Key of its type, for example call, meeting, task, email').optional(),
        due_date: date('Day: 2026-12-31').optional(),
        due_time: text('Time of day in UTC: 14:30').optional(),
        deal_id: deal,
        org_id: organization,
        owner_id: owner,
        note: text('Note, may hold HTML').optional(),
        done: flag('It has been done already').optional(),
      },
      scopes: ['activities:full'],
      returns: 'data/id',
    }),
    pipedrive_add_note: write('POST {api}/v1/notes', {
      about: 'Write a note on a deal, a person or an organization: name at least one.',
      body: {
        content: text('The note, may hold HTML'),
        deal_id: deal,
        person_id: person,
        org_id: organization,
      },
      scopes: ['deals:full'],
      returns: 'data/id',
    }),
    pipedrive_list_pipelines: read('GET /pipelines', {
      about: 'List the pipelines.',
      query: pages,
      scopes: readsDeals,
      returns: 'data(id,name)',
    }),
    pipedrive_list_stages: read('GET /stages', {
      about: 'List the stages of one pipeline or of all.',
      query: { pipeline_id: pipeline, ...pages },
      scopes: readsDeals,
      returns: 'data(id,name,pipeline_id)',
    }),
  },
})

function valuesOf({ api_domain: api }: Json): Record<string, string> {
  return typeof api === 'string' ? { api } : {}
}

/** Scopes come with commas; a refused refresh can say what it is in its message only. */
function readToken(token: Json): Json {
  const { error, message, scope } = token
  if (typeof scope === 'string') return { ...token, scope: scope.replaceAll(',', ' ') }
  if (typeof error === 'string' || typeof message !== 'string') return token
  const kind = /^Invalid (grant|client)/i.exec(message)?.[1]?.toLowerCase() ?? 'request'
  return { error: `invalid_${kind}`, error_description: message }
}

function failureOf(answer: ProviderAnswer): ToolFailure | undefined {
  const { status, headers, body } = answer
  // Whoever goes on after 429 is shut out by a page in front of the API.
  const shutOut = status === 403 && typeof body === 'string'
  if (!shutOut && (status !== 429 || headers['retry-after'] !== undefined)) return undefined
  const wait = Number(headers['x-ratelimit-reset'])
  return {
    kind: 'rate_limited',
    message: messageIn(answer),
    ...(wait > 0 ? { retryAfter: Math.ceil(wait) } : {}),
  }
}
