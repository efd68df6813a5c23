import {
  apiKey,
  as,
  choice,
  cursor,
  defineApp,
  destructive,
  flag,
  integer,
  list,
  oauth2,
  object,
  read,
  record,
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const table = {
  baseId: text('Id of the base, for example appXXXXXXXXXXXXXX; airtable_list_bases has them'),
  tableIdOrName: text('Id of the table, for example tblXXXXXXXXXXXXXX, or its name'),
}
const oneRecord = { ...table, recordId: text('Id of the record, for example recXXXXXXXXXXXXXX') }
const offset = text('Where the next page begins, as next_page says').optional()
const pageSize = integer('How many on a page, at most 100').min(1).max(100).optional()
const fields = record('Values by name of the field: {"Name": "Ada", "Tags": ["new"], "Done": true}')
const typecast = flag('Turn texts into what the field wants, and add choices that are missing').optional()
const comment = 'id,text,author(id,email,name),createdTime,lastUpdatedTime,parentCommentId'

/** https://airtable.com/developers/web/api/introduction */
export default defineApp({
  slug: 'airtable',
  name: 'Airtable',
  category: 'Data',
  position: 130,
  color: '#18BFFF',
  icon: 'logos:airtable',
  about: 'Records, comments and the structure of your bases.',
  docs: 'https://airtable.com/developers/web/api/introduction',
  hosts: { web: 'https://airtable.com', api: 'https://api.airtable.com' },
  auth: [
    oauth2({
      authorize: '{web}/oauth2/v1/authorize',
      token: '{web}/oauth2/v1/token',
      clientAuth: 'basic',
      register: 'https://airtable.com/create/oauth',
      scopes: {
        default: [
          'data.records:read',
          'data.records:write',
          'schema.bases:read',
          'data.recordComments:read',
          'data.recordComments:write',
          'user.email:read',
        ],
      },
      // Using one twice takes the whole grant back.
      refresh: 'single_use',
      revokeByHand: 'https://airtable.com/account/integrations',
    }),
    apiKey({ label: 'Personal access token', where: 'https://airtable.com/create/tokens' }),
  ],
  api: {
    base: '{api}/v0',
    whoami: { request: 'GET /meta/whoami', label: (me) => textAt(me, 'email') ?? textAt(me, 'id') },
    paging: cursor('offset', 'offset'),
    failure: failureOf,
    lists: 'brackets',
  },
  tools: {
    airtable_list_bases: read('GET /meta/bases', {
      about: 'List the bases that were shared with the connection, with their ids.',
      query: { offset },
      scopes: ['schema.bases:read'],
      returns: 'bases(id,name,permissionLevel)',
    }),
    airtable_get_base_schema: read('GET /meta/bases/{baseId}/tables', {
      about: 'Read the tables of a base and their fields with names, ids and types.',
      path: { baseId: table.baseId },
      query: { include: choice('Also give which fields each view shows', ['visibleFieldIds']).optional() },
      scopes: ['schema.bases:read'],
      returns:
        'tables(id,name,description,primaryFieldId,fields(id,name,type,description,options),views(id,name,type,visibleFieldIds))',
    }),
    airtable_list_records: read('GET /{baseId}/{tableIdOrName}', {
      about: 'List or search the records of a table.',
      path: table,
      query: {
        filterByFormula: text(
          'Only records for which this formula is true: AND({Status}="Open", {Amount}>100)',
        ).optional(),
        maxRecords: integer('How many at most over all pages').min(1).optional(),
        pageSize,
        offset,
        view: text('Name or id of a view: only its records, in its order').optional(),
        sort: list(
          object('By one field', {
            field: text('Name of the field'),
            direction: choice('Which way; asc if absent', ['asc', 'desc']).optional(),
          }),
          'Order',
        ).optional(),
        fields: list(text('Name of a field'), 'Only these fields').optional(),
      },
      scopes: ['data.records:read'],
      returns: 'records(id,createdTime,fields)',
    }),
    airtable_get_record: read('GET /{baseId}/{tableIdOrName}/{recordId}', {
      about: 'Read one record. Fields without a value are left out.',
      path: oneRecord,
      scopes: ['data.records:read'],
      returns: 'id,createdTime,fields',
    }),
    airtable_create_records: write('POST /{baseId}/{tableIdOrName}', {
      about: 'Create up to 10 records.',
      path: table,
      body: {
        records: list(object('A record', { fields }), 'The records, at most 10').min(1).max(10),
        typecast,
      },
      scopes: ['data.records:write'],
      returns: 'records(id,createdTime,fields)',
    }),
    airtable_update_records: write('PATCH /{baseId}/{tableIdOrName}', {
      about:
        'Change up to 10 records; fields that are not named stay. With performUpsert, create those that are missing.',
      path: table,
      body: {
        records: list(
          object('A record', {
            id: text('Id of the record; may be absent with performUpsert').optional(),
            fields,
          }),
          'The records, at most 10',
        )
          .min(1)
          .max(10),
        typecast,
        performUpsert: object('Find the records by the values of fields instead of by id', {
          fieldsToMergeOn: list(text('Name of a field'), 'One to three fields').min(1).max(3),
        }).optional(),
      },
      scopes: ['data.records:write'],
      returns: 'records(id,createdTime,fields),createdRecords,updatedRecords',
    }),
    airtable_delete_records: destructive('DELETE /{baseId}/{tableIdOrName}', {
      about: 'Delete up to 10 records.',
      path: table,
      query: {
        records: as('records[]', list(text('Id of a record'), 'The records, at most 10').min(1).max(10)),
      },
      scopes: ['data.records:write'],
      returns: 'records(id,deleted)',
    }),
    airtable_list_comments: read('GET /{baseId}/{tableIdOrName}/{recordId}/comments', {
      about: 'List the comments on a record, newest first.',
      path: oneRecord,
      query: { pageSize, offset },
      scopes: ['data.recordComments:read'],
      returns: `comments(${comment})`,
    }),
    airtable_add_comment: write('POST /{baseId}/{tableIdOrName}/{recordId}/comments', {
      about: 'Comment on a record.',
      path: oneRecord,
      body: {
        text: text('The comment; @[usrXXXXXXXXXXXXXX] mentions somebody').min(1),
        parentCommentId: text('Id of the comment that it replies to').optional(),
      },
      scopes: ['data.recordComments:write'],
      returns: comment,
    }),
  },
})

/** `{ error: { type, message } }`, `{ error: 'NOT_FOUND' }`, or a list; over the limit without a word of when. */
function failureOf({ status, headers, body }: ProviderAnswer): ToolFailure | undefined {
  const said = ['error.message', 'errors.0.message', 'error.type', 'errors.0.error', 'error']
  const message =
    said.map((path) => textAt(body, path)).find((words) => words !== undefined) ?? `HTTP ${status}`
  if (status === 429)
    return { kind: 'rate_limited', message, retryAfter: Number(headers['retry-after']) || 30 }
  if (status !== 403) return undefined
  const type = textAt(body, 'error.type') ?? textAt(body, 'errors.0.error')
  return { kind: 'forbidden', message: type && type !== message ? `${type}: ${message}` : message }
}
