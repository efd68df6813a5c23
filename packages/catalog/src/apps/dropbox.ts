import {
  at,
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
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const path = text('Path, for example /Reports/2026.xlsx, or an id such as id:a4ayc_80_OEAAAAAAAAAXw')
const autorename = flag('Take another name when this one is taken, instead of failing').optional()
const entry = '.tag,name,id,path_display,size,rev,server_modified'
const byCursor = cursor('cursor', 'cursor')
const paging: typeof byCursor = {
  input: 'cursor',
  next: (answer, input) => (at(answer.body, 'has_more') === true ? byCursor.next(answer, input) : undefined),
}

/** https://www.dropbox.com/developers/documentation/http/documentation */
export default defineApp({
  slug: 'dropbox',
  name: 'Dropbox',
  category: 'Docs',
  position: 70,
  color: '#0061FF',
  icon: 'logos:dropbox',
  about: 'Files and folders of your Dropbox: find, move and share them.',
  docs: 'https://www.dropbox.com/developers/documentation/http/documentation',
  hosts: { web: 'https://www.dropbox.com', api: 'https://api.dropboxapi.com' },
  auth: [
    oauth2({
      authorize: '{web}/oauth2/authorize',
      token: '{api}/oauth2/token',
      clientAuth: 'basic',
      register: 'https://www.dropbox.com/developers/apps',
      scopes: {
        default: [
          'account_info.read',
          'files.metadata.read',
          'files.content.read',
          'files.content.write',
          'sharing.read',
          'sharing.write',
        ],
      },
      // Without it no refresh token comes.
      authorizeParams: { token_access_type: 'offline' },
      refresh: 'kept',
      revoke: ({ accessToken }) => ({
        method: 'POST',
        url: '{api}/2/auth/token/revoke',
        headers: { authorization: `Bearer ${accessToken}` },
      }),
    }),
  ],
  api: {
    base: '{api}/2',
    whoami: {
      request: 'POST /users/get_current_account',
      // `{}` would be refused.
      body: null,
      label: (account) => textAt(account, 'email') ?? textAt(account, 'name.display_name'),
    },
    paging,
    failure: failureOf,
  },
  tools: {
    dropbox_list_folder: read('POST /files/list_folder', {
      about:
        'List what is in a folder. While has_more is true, dropbox_list_folder_continue with cursor gives the rest.',
      body: {
        path: text('Path or id of the folder; the empty text, not /, is the top folder'),
        recursive: flag('With everything in the folders below').optional(),
        limit: integer('How many on a page, roughly; at most 2000').min(1).max(2000).optional(),
        include_deleted: flag('With what was deleted').optional(),
      },
      scopes: ['files.metadata.read'],
      returns: `entries(${entry}),cursor,has_more`,
    }),
    dropbox_list_folder_continue: read('POST /files/list_folder/continue', {
      about: 'Go on with the list that dropbox_list_folder began.',
      body: { cursor: text('The cursor of the last answer') },
      scopes: ['files.metadata.read'],
      returns: `entries(${entry}),cursor,has_more`,
    }),
    dropbox_search: read('POST /files/search_v2', {
      about: 'Search files and folders by name and content. One answer holds at most max_results.',
      body: {
        query: text('Words to look for').min(1).max(1000),
        options: object('How to search', {
          path: text('Only below this folder').optional(),
          max_results: integer('How many, at most 1000; 100 if absent').min(1).max(1000).optional(),
          order_by: choice('Order; relevance if absent', ['relevance', 'last_modified_time']).optional(),
          file_status: choice('Which; active if absent', ['active', 'deleted']).optional(),
          filename_only: flag('Look at names only').optional(),
          file_extensions: list(text('Ending, for example pdf'), 'Only files with these endings').optional(),
          file_categories: list(
            choice('Kind', [
              'image',
              'document',
              'pdf',
              'spreadsheet',
              'presentation',
              'audio',
              'video',
              'folder',
              'paper',
              'others',
            ]),
            'Only these kinds',
          ).optional(),
        }).optional(),
        match_field_options: object('What comes with each hit', {
          include_highlights: flag('Mark the words that were found').optional(),
        }).optional(),
      },
      scopes: ['files.metadata.read'],
      returns: `matches(metadata/metadata(${entry}),highlight_spans),has_more`,
    }),
    dropbox_get_metadata: read('POST /files/get_metadata', {
      about: 'Read name, size and version of a file or folder. The top folder has none.',
      body: { path },
      scopes: ['files.metadata.read'],
      returns: entry,
    }),
    dropbox_get_temporary_link: read('POST /files/get_temporary_link', {
      about: 'Get an address from which anybody can download a file for four hours.',
      body: { path },
      scopes: ['files.content.read'],
      returns: `link,metadata(${entry})`,
    }),
    dropbox_create_folder: write('POST /files/create_folder_v2', {
      about: 'Create a folder.',
      body: { path: text('Path of the new folder, for example /Reports/2026'), autorename },
      scopes: ['files.content.write'],
      returns: 'metadata(name,id,path_display)',
    }),
    dropbox_move: write('POST /files/move_v2', {
      about: 'Move or rename a file or folder.',
      body: {
        from_path: path,
        to_path: text('The new path with the new name, for example /Archive/2026.xlsx'),
        autorename,
      },
      scopes: ['files.content.write'],
      returns: `metadata(${entry})`,
    }),
    dropbox_delete: destructive('POST /files/delete_v2', {
      about: 'Delete a file, or a folder with all that is in it. It can be restored for a while in Dropbox.',
      body: { path },
      scopes: ['files.content.write'],
      returns: `metadata(${entry})`,
    }),
    dropbox_create_shared_link: write('POST /sharing/create_shared_link_with_settings', {
      about:
        'Make a link that shares a file or folder. If there is one already, dropbox_list_shared_links has it.',
      body: {
        path,
        settings: object('Who can do what with the link', {
          audience: choice('Who can open it', ['public', 'team', 'no_one']).optional(),
          access: choice('What they can do', ['viewer', 'editor', 'max', 'default']).optional(),
          require_password: flag('Ask for a password').optional(),
          link_password: text('The password, with require_password').optional(),
          allow_download: flag('Let people download').optional(),
        }).optional(),
      },
      scopes: ['sharing.write'],
      returns: 'url,name,path_lower,link_permissions/resolved_visibility/.tag',
    }),
    dropbox_list_shared_links: read('POST /sharing/list_shared_links', {
      about: 'List the links that share your files: all, or those of one file or folder.',
      body: {
        path: path.optional(),
        cursor: text('Where the next page begins, as next_page says').optional(),
        direct_only: flag('With path: leave out links to folders above it').optional(),
      },
      scopes: ['sharing.read'],
      returns: 'links(.tag,url,name,path_lower,expires)',
    }),
  },
})

/** Route errors are 409 with a summary of their tags: `path/not_found/..`. */
function failureOf({ status, body }: ProviderAnswer): ToolFailure | undefined {
  const message = textAt(body, 'error_summary') ?? `HTTP ${status}`
  if (status === 401 && at(body, 'error.\\.tag') === 'missing_scope') {
    const scope = textAt(body, 'error.required_scope')
    return { kind: 'forbidden', message, ...(scope ? { scope } : {}) }
  }
  if (status !== 409) return undefined
  if (/(^|\/)(not_found|shared_link_not_found)\//.test(message)) return { kind: 'not_found', message }
  if (/(^|\/)too_many_(requests|write_operations)\//.test(message)) return { kind: 'rate_limited', message }
  if (
    /(^|\/)(no_(write_)?permission|access_denied|team_folder|email_not_verified|settings_error\/not_authorized)\//.test(
      message,
    )
  )
    return { kind: 'forbidden', message }
  return { kind: 'invalid', message }
}
