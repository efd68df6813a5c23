import {
  choice,
  cursor,
  defineApp,
  destructive,
  flag,
  google,
  integer,
  list,
  read,
  text,
  textAt,
  write,
} from '../define.ts'

const own = google.scope('drive.file')
const readonly = google.scope('drive.readonly')
const all = google.scope('drive')
const reading = [`${readonly}|${own}|${all}`]
const writing = [`${own}|${all}`]

const file = { fileId: text('Id of the file or folder, as in its web address') }
const sharedDrives = { supportsAllDrives: flag('Also what lies in shared drives').default(true) }
const parents = list(text('Id of a folder'), 'The folder it goes into; "root" is My Drive').max(1).optional()

/** https://developers.google.com/workspace/drive/api/reference/rest/v3 */
export default defineApp({
  slug: 'google-drive',
  name: 'Google Drive',
  category: 'Docs',
  position: 60,
  color: '#4285F4',
  icon: 'logos:google-drive',
  about: 'Find, read, organise and share files and folders.',
  docs: 'https://developers.google.com/workspace/drive/api/reference/rest/v3',
  hosts: { ...google.hosts, api: 'https://www.googleapis.com' },
  // The default sees only what was made or opened through this connection.
  auth: [google.auth({ default: [own], more: [readonly, all] })],
  api: {
    base: '{api}/drive/v3',
    whoami: {
      request: 'GET /about?fields=user',
      label: (about) => textAt(about, 'user.emailAddress') ?? textAt(about, 'user.displayName'),
    },
    paging: cursor('pageToken', 'nextPageToken'),
    failure: google.failure,
  },
  tools: {
    google_drive_search_files: read('GET /files', {
      about: 'Find files and folders. A page can be empty although another follows.',
      query: {
        q: text(
          "The search, for example: name contains 'budget' and mimeType = 'application/pdf' and trashed = false; '<folder id>' in parents; fullText contains 'plan'. In a value write \\' for '",
        ).optional(),
        pageSize: integer('How many, at most 1000; 100 if absent').min(1).max(1000).optional(),
        pageToken: text('Where the next page begins, as next_page says').optional(),
        orderBy: text('Such as modifiedTime desc,name').optional(),
        fields: 'files(id,name,mimeType,modifiedTime,webViewLink),nextPageToken',
        corpora: choice('Where to look; what the person has opened or owns if absent', [
          'user',
          'domain',
          'allDrives',
        ]).optional(),
        includeItemsFromAllDrives: flag('Also what lies in shared drives').default(true),
        ...sharedDrives,
      },
      scopes: reading,
      returns: 'files(id,name,mimeType,modifiedTime,webViewLink)',
    }),
    google_drive_get_file: read('GET /files/{fileId}', {
      about: 'Read what is known of a file or folder: type, owners, folder, size, link. Not its content.',
      path: file,
      query: {
        fields:
          'id,name,mimeType,description,size,createdTime,modifiedTime,owners(displayName,emailAddress),parents,webViewLink,trashed',
        ...sharedDrives,
      },
      scopes: reading,
      returns:
        'id,name,mimeType,description,size,createdTime,modifiedTime,owners(displayName,emailAddress),parents,webViewLink,trashed',
    }),
    google_drive_export_file: read('GET /files/{fileId}/export', {
      about:
        'Get the content of a Google document, sheet or presentation in another format, at most 10 MB. Not for other files.',
      path: { fileId: text('Id of the document') },
      query: {
        mimeType: text(
          'Format. Documents: text/plain, text/markdown, application/pdf; sheets: text/csv (first sheet), application/pdf; presentations: text/plain, application/pdf',
        ),
      },
      scopes: reading,
      file: { id: 'fileId' },
    }),
    google_drive_create_folder: write('POST /files', {
      about: 'Make a folder.',
      query: { fields: 'id,name,webViewLink', ...sharedDrives },
      body: { name: text('Name'), mimeType: 'application/vnd.google-apps.folder', parents },
      scopes: writing,
      returns: 'id,name,webViewLink',
    }),
    google_drive_update_file: write('PATCH /files/{fileId}', {
      about:
        'Rename, describe or move a file or folder. To move it, give the new folder in addParents and the old one in removeParents.',
      path: file,
      query: {
        addParents: text('Id of the folder to put it in; several with commas').optional(),
        removeParents: text('Id of the folder to take it out of; several with commas').optional(),
        fields: 'id,name,parents',
        ...sharedDrives,
      },
      body: { name: text('New name').optional(), description: text('New description').optional() },
      scopes: writing,
      returns: 'id,name,parents',
    }),
    google_drive_copy_file: write('POST /files/{fileId}/copy', {
      about: 'Copy a file. Folders cannot be copied.',
      path: { fileId: text('Id of the file') },
      query: { fields: 'id,name,webViewLink', ...sharedDrives },
      body: { name: text('Name of the copy').optional(), parents },
      scopes: writing,
      returns: 'id,name,webViewLink',
    }),
    google_drive_share_file: write('POST /files/{fileId}/permissions', {
      about:
        'Give somebody access to a file or folder. Type "anyone" makes it public to everyone with the link: do so only when asked to.',
      path: file,
      query: {
        sendNotificationEmail: flag('Write to the person; yes if absent').optional(),
        ...sharedDrives,
      },
      body: {
        role: choice('What they may do', ['reader', 'commenter', 'writer', 'fileOrganizer', 'organizer']),
        type: choice('Who: user and group want emailAddress, domain wants domain', [
          'user',
          'group',
          'domain',
          'anyone',
        ]),
        emailAddress: text('Address of the user or group').optional(),
        domain: text('Domain, such as example.com').optional(),
      },
      scopes: writing,
      returns: 'id,role,type',
    }),
    google_drive_list_permissions: read('GET /files/{fileId}/permissions', {
      about: 'List who has access to a file or folder, and what they may do.',
      path: file,
      query: { fields: 'permissions(id,type,role,emailAddress,domain,displayName)', ...sharedDrives },
      scopes: reading,
      returns: 'permissions(id,type,role,emailAddress,domain,displayName)',
    }),
    google_drive_trash_file: destructive('PATCH /files/{fileId}', {
      about: 'Move a file or folder to the trash, a folder with all that is in it.',
      path: file,
      query: { fields: 'id,trashed', ...sharedDrives },
      body: { trashed: true },
      scopes: writing,
      returns: 'id,trashed',
    }),
  },
})
