import {
  as,
  choice,
  commaList,
  defineApp,
  destructive,
  integer,
  microsoft,
  moment,
  object,
  read,
  text,
  write,
} from '../define.ts'

const item = { item_id: text('Id of the file or folder; root is the top folder') }
const parent = { parent_id: text('Id of the folder to put it into; root is the top folder') }
const select = as(
  '$select',
  commaList(
    'Ask for these properties only',
    choice('Property', [
      'id',
      'name',
      'size',
      'webUrl',
      'file',
      'folder',
      'parentReference',
      'createdDateTime',
      'lastModifiedDateTime',
      'createdBy',
      'lastModifiedBy',
      'description',
    ]),
  ),
)
const page = {
  top: as('$top', integer('How many on a page').min(1).optional()),
  select,
  skip_token: microsoft.skipToken,
}
const reading = ['Files.Read|Files.ReadWrite']
const writing = ['Files.ReadWrite']
const listed =
  'value(id,name,size,folder/childCount,file/mimeType,webUrl,parentReference(id,path),createdDateTime,lastModifiedDateTime)'

/** https://learn.microsoft.com/graph/api/resources/onedrive */
export default defineApp({
  slug: 'onedrive',
  name: 'OneDrive',
  category: 'Docs',
  position: 80,
  color: '#0078D4',
  icon: 'logos:microsoft-onedrive',
  about: 'Files and folders of your OneDrive: find, read, upload, move and share them.',
  docs: 'https://learn.microsoft.com/graph/api/resources/onedrive',
  hosts: microsoft.hosts,
  auth: [
    microsoft.auth('common', {
      default: ['Files.ReadWrite'],
      more: ['Files.Read', 'Files.ReadWrite.All'],
    }),
  ],
  api: microsoft.api,
  tools: {
    onedrive_list_children: read('GET /me/drive/items/{item_id}/children', {
      about: 'List the files and folders in a folder. Start with item_id root.',
      path: item,
      query: {
        ...page,
        orderby: as(
          '$orderby',
          commaList(
            'Order',
            choice('Property, with desc for the other way round', [
              'name',
              'name desc',
              'size',
              'size desc',
              'lastModifiedDateTime',
              'lastModifiedDateTime desc',
            ]),
          ),
        ),
      },
      scopes: reading,
      returns: listed,
    }),
    onedrive_search: read("GET /me/drive/root/search(q='{q}')", {
      about:
        'Search the whole drive by file name, metadata and content. New files take a moment to be found.',
      path: { q: text('Words to look for, for example budget 2026').min(1) },
      query: page,
      scopes: reading,
      returns: listed,
      // Inside a text of OData a quote is written twice.
      prepare: (input) => ({ ...input, q: String(input['q']).replaceAll("'", "''") }),
    }),
    onedrive_get_item: read('GET /me/drive/items/{item_id}', {
      about:
        'Read name, size, addresses and dates of a file or folder. For what is in a file use onedrive_download.',
      path: item,
      query: { select },
      scopes: reading,
      returns:
        'id,name,size,webUrl,@microsoft.graph.downloadUrl,file/mimeType,folder/childCount,parentReference(id,path),createdDateTime,lastModifiedDateTime',
    }),
    onedrive_download: read('GET /me/drive/items/{item_id}/content', {
      about: 'Get what is in a file.',
      path: { item_id: text('Id of the file') },
      scopes: reading,
      file: { id: 'item_id' },
    }),
    onedrive_upload_text: write('PUT /me/drive/items/{parent_id}:/{filename}:/content', {
      about:
        'Write a text file into a folder. A file of the same name is replaced; its earlier version is kept.',
      path: {
        ...parent,
        filename: text('Name of the file with its ending, for example notes.md').min(1).max(255),
      },
      raw: { content: text('The whole text of the file') },
      scopes: writing,
      returns: 'id,name,webUrl',
    }),
    onedrive_create_folder: write('POST /me/drive/items/{parent_id}/children', {
      about: 'Create a folder.',
      path: parent,
      body: {
        name: text('Name of the folder').min(1).max(255),
        folder: {},
        conflict_behavior: as(
          '@microsoft.graph.conflictBehavior',
          choice('If the name is taken; fail if absent', ['fail', 'rename', 'replace']).optional(),
        ),
      },
      scopes: writing,
      returns: 'id,name,webUrl',
    }),
    onedrive_update_item: write('PATCH /me/drive/items/{item_id}', {
      about: 'Rename a file or folder, or move it into another folder.',
      path: item,
      body: {
        name: text('New name').min(1).max(255).optional(),
        parentReference: object('The folder to move it into', { id: text('Id of that folder') }).optional(),
      },
      scopes: writing,
      returns: 'id,name,webUrl,parentReference(id,path)',
    }),
    onedrive_create_share_link: write('POST /me/drive/items/{item_id}/createLink', {
      about: 'Make a link that shares a file or folder. An anonymous link opens for whoever has it.',
      path: item,
      body: {
        type: choice('What the link lets people do; view if absent', ['view', 'edit', 'embed']).optional(),
        scope: choice('Who can open it', ['anonymous', 'organization', 'users']).optional(),
        password: text('Password to open it; personal OneDrive only').optional(),
        expirationDateTime: moment('When it ends, for example 2026-12-31T00:00:00Z').optional(),
      },
      scopes: writing,
      returns: 'link(webUrl,type,scope),expirationDateTime',
    }),
    onedrive_delete_item: destructive('DELETE /me/drive/items/{item_id}', {
      about: 'Put a file or folder, with all that is in it, into the recycle bin.',
      path: { item_id: text('Id of the file or folder') },
      scopes: writing,
    }),
  },
})
