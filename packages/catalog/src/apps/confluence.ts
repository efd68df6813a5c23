import {
  as,
  atlassian,
  choice,
  commaList,
  defineApp,
  destructive,
  flag,
  integer,
  linkInBody,
  list,
  object,
  read,
  text,
  textAt,
  write,
} from '../define.ts'

const id = (about: string) => text(`${about}: digits`).regex(/^\d{1,18}$/)
const pages = {
  limit: integer('How many, at most 250; 25 if absent').min(1).max(250).optional(),
  cursor: text('Where the next page begins, as next_page says').optional(),
}
const content = object('Text', {
  representation: choice('Storage format is XHTML such as <p>Hello</p>; the other one is JSON as text', [
    'storage',
    'atlas_doc_format',
    'wiki',
  ]),
  value: text('The text, in that form'),
})
const status = choice('Published, or a draft', ['current', 'draft'])

/** https://developer.atlassian.com/cloud/confluence/rest/v2/ */
export default defineApp({
  slug: 'confluence',
  name: 'Confluence',
  category: 'Docs',
  position: 90,
  color: '#1868DB',
  icon: 'logos:confluence',
  about: 'Search, read, write and comment on the pages of your Confluence Cloud site.',
  docs: 'https://developer.atlassian.com/cloud/confluence/rest/v2/',
  hosts: atlassian.hosts,
  auth: [
    atlassian.site('confluence', [
      'search:confluence',
      'read:page:confluence',
      'write:page:confluence',
      'read:space:confluence',
      'read:comment:confluence',
      'write:comment:confluence',
      'delete:page:confluence',
    ]),
    // With a token the account's own profile is out of reach, and a wrong one is taken for nobody.
    atlassian.token({
      request: 'GET /wiki/rest/api/user/current',
      label: (me) =>
        textAt(me, 'type') === 'anonymous' ? undefined : (textAt(me, 'email') ?? textAt(me, 'displayName')),
    }),
  ],
  api: {
    base: '{api}/ex/confluence/{cloudid}',
    whoami: {
      request: 'GET {api}/me',
      label: (me) => textAt(me, 'email') ?? textAt(me, 'name') ?? textAt(me, 'account_id'),
    },
    paging: linkInBody('cursor', '_links.next'),
    failure: atlassian.failure,
  },
  tools: {
    confluence_search: read('GET /wiki/rest/api/search', {
      about: 'Search pages, posts, comments and files.',
      query: {
        cql: text(
          'The search, in CQL, such as: type = page AND space = "DOC" AND text ~ "holiday plan"; before a quote in a value write \\',
        ),
        limit: integer('How many; 25 if absent').min(1).max(250).optional(),
        start: integer('How many to skip').min(0).max(2_147_483_647).optional(),
        cursor: pages.cursor,
        expand: commaList('What comes in addition, such as content.space'),
      },
      scopes: ['search:confluence'],
      returns: 'results(content(id,title,type,space/key),title,excerpt,url,lastModified)',
    }),
    confluence_get_page: read('GET /wiki/api/v2/pages/{id}', {
      about: 'Read a page: title, text, version.',
      path: { id: id('Id of the page') },
      query: {
        body_format: as(
          'body-format',
          choice('Form of the text', ['storage', 'atlas_doc_format', 'view']).default('storage'),
        ),
        version: integer('An earlier version').min(1).optional(),
      },
      scopes: ['read:page:confluence'],
      returns: 'id,title,status,spaceId,parentId,version(number,createdAt,message),body,_links/webui',
    }),
    confluence_list_spaces: read('GET /wiki/api/v2/spaces', {
      about: 'List spaces, with the ids that other tools want.',
      query: {
        keys: list(text('Key of a space'), 'Only these').max(250).optional(),
        type: choice('Only of this kind', [
          'global',
          'collaboration',
          'knowledge_base',
          'personal',
        ]).optional(),
        ...pages,
      },
      scopes: ['read:space:confluence'],
      returns: 'results(id,key,name,type,homepageId)',
    }),
    confluence_list_pages: read('GET /wiki/api/v2/spaces/{id}/pages', {
      about: 'List the pages of a space.',
      path: { id: id('Id of the space, not its key') },
      query: {
        title: text('Only with exactly this title').optional(),
        status: list(
          choice('Status', ['current', 'archived', 'deleted', 'trashed']),
          'Only with these; current and archived if absent',
        ).optional(),
        sort: choice('Order by; - for the reverse', [
          'id',
          '-id',
          'created-date',
          '-created-date',
          'modified-date',
          '-modified-date',
          'title',
          '-title',
        ]).optional(),
        ...pages,
      },
      scopes: ['read:page:confluence'],
      returns: 'results(id,title,status,parentId,_links/webui)',
    }),
    confluence_create_page: write('POST /wiki/api/v2/pages', {
      about: 'Make a page.',
      body: {
        spaceId: id('Id of the space, not its key'),
        status: status.optional(),
        title: text('Title; only a draft can be without one').optional(),
        parentId: id('Page above it; the home page of the space if absent').optional(),
        body: content.optional(),
      },
      scopes: ['write:page:confluence'],
      returns: 'id,title,version/number,_links/webui',
    }),
    confluence_update_page: write('PUT /wiki/api/v2/pages/{id}', {
      about: 'Write a page anew: the whole text is replaced. Read the page first for its text and version.',
      path: { id: id('Id of the page') },
      body: {
        id: id('Id of the page'),
        status,
        title: text('Title, also where it stays'),
        body: content,
        version: object('Version', {
          number: integer('Present number and 1; refused when somebody else was quicker')
            .min(1)
            .max(2_147_483_647),
          message: text('What was changed').optional(),
        }),
        spaceId: id('Id of the space').optional(),
        parentId: id('Page to move it below').optional(),
      },
      scopes: ['write:page:confluence'],
      returns: 'id,title,version/number,_links/webui',
    }),
    confluence_list_comments: read('GET /wiki/api/v2/pages/{id}/footer-comments', {
      about: 'List the comments below a page.',
      path: { id: id('Id of the page') },
      query: {
        body_format: as(
          'body-format',
          choice('Form of the text', ['storage', 'atlas_doc_format']).default('storage'),
        ),
        ...pages,
      },
      scopes: ['read:comment:confluence'],
      returns: 'results(id,body,version(number,authorId,createdAt))',
    }),
    confluence_add_comment: write('POST /wiki/api/v2/footer-comments', {
      about: 'Comment below a page, or answer a comment. Give one of pageId and parentCommentId.',
      body: {
        pageId: id('Page to comment on').optional(),
        parentCommentId: id('Comment to answer').optional(),
        body: content.optional(),
      },
      scopes: ['write:comment:confluence'],
      returns: 'id,_links/webui',
    }),
    confluence_delete_page: destructive('DELETE /wiki/api/v2/pages/{id}', {
      about: 'Move a page to the trash, or take a page that is there away for good.',
      path: { id: id('Id of the page') },
      query: { purge: flag('Delete for good; only what is in the trash').optional() },
      scopes: ['delete:page:confluence'],
    }),
  },
})
