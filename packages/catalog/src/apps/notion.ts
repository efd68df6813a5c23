import {
  apiKey,
  basic,
  choice,
  cursor,
  defineApp,
  either,
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

const version = { 'notion-version': '2025-09-03' }
const pageId = text('Id of the page: the 32 signs at the end of its address')
const page = {
  start_cursor: text('Where the next page begins, as next_page says').optional(),
  page_size: integer('How many on a page, at most 100').min(1).max(100).optional(),
}
const filterProperties = list(text('Id of a property'), 'Only these properties').optional()
const richText = list(
  object('A run of text', {
    type: choice('Kind', ['text']).optional(),
    text: object('The text', {
      content: text('What it says').max(2000),
      link: object('Where it leads', { url: text('Address') }).optional(),
    }),
  }),
  'The text, as [{"text": {"content": "Hello"}}]',
).max(100)
const block = (type: string, about: string) =>
  object(about, {
    type: choice('Kind', [type]).optional(),
    [type]: object('What is in it', { rich_text: richText }),
  })
const children = list(
  either('A block', [
    block('paragraph', 'A paragraph'),
    block('bulleted_list_item', 'An item of a list'),
    record(
      'Any other block: {"type": "heading_2", "heading_2": {"rich_text": [...]}}, numbered_list_item, to_do, code',
    ),
  ]),
  'Blocks, at most 100',
).max(100)
const icon = either('Icon', [
  object('An emoji', { emoji: text('The emoji') }),
  object('An image', {
    type: choice('Kind', ['external']),
    external: object('The image', { url: text('Its address') }),
  }),
]).optional()
const cover = object('Picture above the page', {
  type: choice('Kind', ['external']).optional(),
  external: object('The picture', { url: text('Its address') }),
}).optional()
const properties = (about: string) =>
  record(
    `${about} By name, in the shape of the property: {"Name": {"title": [{"text": {"content": "Plan"}}]}, "Status": {"status": {"name": "Done"}}}`,
  )

/** https://developers.notion.com/reference */
export default defineApp({
  slug: 'notion',
  name: 'Notion',
  category: 'Docs',
  position: 50,
  color: '#000000',
  icon: 'logos:notion-icon',
  about: 'Pages, databases and comments of your workspace, as far as you share them.',
  docs: 'https://developers.notion.com',
  hosts: { api: 'https://api.notion.com' },
  auth: [
    oauth2({
      authorize: '{api}/v1/oauth/authorize',
      token: '{api}/v1/oauth/token',
      clientAuth: 'basic',
      tokenBody: 'json',
      pkce: false,
      authorizeParams: { owner: 'user' },
      register: 'https://www.notion.so/profile/integrations',
      refresh: 'single_use',
      revoke: ({ clientId, clientSecret, accessToken }) => ({
        method: 'POST',
        url: '{api}/v1/oauth/revoke',
        headers: {
          authorization: basic(clientId, clientSecret),
          'content-type': 'application/json',
          ...version,
        },
        body: JSON.stringify({ token: accessToken }),
      }),
    }),
    apiKey({ label: 'Internal integration secret', where: 'https://www.notion.so/profile/integrations' }),
  ],
  api: {
    base: '{api}',
    headers: version,
    whoami: {
      request: 'GET /v1/users/me',
      label: (me) => {
        const names = [textAt(me, 'bot.owner.user.name'), textAt(me, 'bot.workspace_name')].filter(Boolean)
        return names.length > 0 ? names.join(', ') : textAt(me, 'name')
      },
    },
    paging: cursor('start_cursor', 'next_cursor'),
    failure: failureOf,
  },
  tools: {
    notion_search: read('POST /v1/search', {
      about:
        'Find pages and data sources by title among those that are shared with the connection. No query: all.',
      body: {
        query: text('Words of the title').optional(),
        filter: object('Only one kind', {
          property: choice('Always object', ['object']),
          value: choice('Kind', ['page', 'data_source']),
        }).optional(),
        sort: object('Order', {
          direction: choice('Which way', ['ascending', 'descending']),
          timestamp: choice('By what', ['last_edited_time']),
        }).optional(),
        ...page,
      },
      returns: 'results(object,id,url,title(plain_text),properties,parent,last_edited_time)',
    }),
    notion_get_page: read('GET /v1/pages/{page_id}', {
      about: 'Read the properties of a page. What is written on it gives notion_get_page_markdown.',
      path: { page_id: pageId },
      query: { filter_properties: filterProperties },
      returns: 'id,url,parent,properties,in_trash,created_time,last_edited_time',
    }),
    notion_create_page: write('POST /v1/pages', {
      about: 'Create a page below another page, or a row in a data source.',
      body: {
        parent: either('Where', [
          object('Below a page', { page_id: pageId }),
          object('In a data source, as a row', {
            type: choice('Kind', ['data_source_id']),
            data_source_id: text('Id of the data source; notion_get_database has it'),
          }),
        ]),
        properties: properties('Below a page only title; in a data source its properties.'),
        children: children.optional(),
        icon,
        cover,
      },
      returns: 'id,url',
    }),
    notion_get_page_markdown: read('GET /v1/pages/{page_id}/markdown', {
      about: 'Read everything that is written on a page, as Markdown.',
      path: { page_id: pageId },
      returns: 'id,markdown,truncated',
    }),
    notion_get_block_children: read('GET /v1/blocks/{block_id}/children', {
      about:
        'Read the blocks on a page or in a block, one level of them, with the ids that notion_append_blocks needs.',
      path: { block_id: text('Id of the block, or of the page') },
      query: page,
      returns:
        'results(id,type,has_children,paragraph,heading_1,heading_2,heading_3,bulleted_list_item,numbered_list_item,to_do,toggle,quote,callout,code,child_page,child_database,table_row,bookmark,image,file)',
    }),
    notion_append_blocks: write('PATCH /v1/blocks/{block_id}/children', {
      about: 'Write blocks at the end of a page or block, or after one of its blocks.',
      path: { block_id: text('Id of the block, or of the page') },
      body: {
        children,
        after: text('Id of the block after which they go; at the end if absent').optional(),
      },
      returns: 'results(id,type,has_children)',
    }),
    notion_update_page: write('PATCH /v1/pages/{page_id}', {
      about:
        'Change properties, icon or cover of a page. With in_trash true the page is deleted; false brings it back.',
      path: { page_id: pageId },
      body: {
        properties: properties('Only those that change.').optional(),
        icon,
        cover,
        archived: flag('Older name of in_trash').optional(),
        in_trash: flag('Put it into the trash').optional(),
      },
      returns: 'id,url,properties,in_trash',
    }),
    notion_query_data_source: read('POST /v1/data_sources/{data_source_id}/query', {
      about: 'List the rows of a data source (the table in a database), filtered and sorted.',
      path: { data_source_id: text('Id of the data source; notion_get_database has it') },
      query: { filter_properties: filterProperties },
      body: {
        filter: record(
          'Which rows: {"property": "Status", "status": {"equals": "Done"}}, or {"and": [...]}, {"or": [...]}',
        ).optional(),
        sorts: list(
          object('By one property', {
            property: text('Name of the property'),
            direction: choice('Which way', ['ascending', 'descending']),
          }),
          'Order',
        ).optional(),
        ...page,
      },
      returns: 'results(object,id,url,properties,created_time,last_edited_time)',
    }),
    notion_get_database: read('GET /v1/databases/{database_id}', {
      about: 'Read the title of a database and its data sources, whose ids notion_query_data_source needs.',
      path: { database_id: text('Id of the database') },
      returns: 'id,url,title(plain_text),data_sources(id,name)',
    }),
    notion_create_comment: write('POST /v1/comments', {
      about: 'Comment on a page.',
      body: { parent: object('Where', { page_id: pageId }), rich_text: richText },
      returns: 'id,discussion_id',
    }),
    notion_list_users: read('GET /v1/users', {
      about: 'List the people and bots of the workspace.',
      query: page,
      returns: 'results(id,name,type,person/email)',
    }),
  },
})

/** "body failed validation: body.parent.page_id should be defined, instead was `undefined`." */
function failureOf({ status, body }: ProviderAnswer): ToolFailure | undefined {
  const message = textAt(body, 'message')
  const field = /\bbody\.([\w.[\]]*\w)/.exec(message ?? '')?.[1]
  return status === 400 && message && field
    ? { kind: 'invalid', message: message.slice(0, 500), field }
    : undefined
}
