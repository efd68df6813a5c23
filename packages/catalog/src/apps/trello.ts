import {
  apiKey,
  atlassian,
  choice,
  commaList,
  date,
  defineApp,
  destructive,
  either,
  flag,
  integer,
  moment,
  number,
  oauth2,
  read,
  text,
  textAt,
  write,
} from '../define.ts'
import type { ProviderAnswer, ToolFailure } from '../define.ts'

const reading = ['read:board:trello']
const writing = ['write:board:trello']
const trelloId = (about: string) => text(`${about}: 24 hexadecimal digits`).regex(/^[0-9a-fA-F]{24}$/)
/** Ids, or the eight signs that stand for them in addresses. */
const shortId = (about: string) => text(about).regex(/^([0-9a-fA-F]{24}|[0-9A-Za-z]{8})$/)
const card = { id: shortId('Id of the card, or the short one from its address: trello.com/c/<id>') }
const due = either('When it is due', [date('A day'), moment('A moment, with its offset')])

/** https://developer.atlassian.com/cloud/trello/rest/ */
export default defineApp({
  slug: 'trello',
  name: 'Trello',
  category: 'Projects',
  position: 200,
  color: '#0C66E4',
  icon: 'logos:trello',
  about: 'Boards, lists and cards: find, add, move and comment on them.',
  docs: 'https://developer.atlassian.com/cloud/trello/',
  hosts: { auth: atlassian.hosts.auth, api: 'https://api.trello.com' },
  auth: [
    // The account's sign-in, but with PKCE and without a site to choose.
    oauth2({
      ...atlassian.account,
      scopes: { default: ['offline_access', 'read:member:trello', ...reading, ...writing] },
    }),
    apiKey({
      label: 'API key and token',
      where: 'https://trello.com/power-ups/admin',
      fields: [
        { name: 'key', label: 'API key', secret: false },
        { name: 'token', label: 'Token', secret: true },
      ],
      headers: ({ key = '', token = '' }) => ({
        authorization: `OAuth oauth_consumer_key="${encodeURIComponent(key)}", oauth_token="${encodeURIComponent(token)}"`,
      }),
    }),
  ],
  api: {
    base: '{api}/1',
    lists: 'comma',
    whoami: { request: 'GET /members/me', label: (me) => textAt(me, 'username') ?? textAt(me, 'fullName') },
    failure,
  },
  tools: {
    trello_list_boards: read('GET /members/{id}/boards', {
      about: 'List the boards of a person, with their ids.',
      path: { id: text('Id or username of the person; me is the connected one').default('me') },
      query: {
        filter: choice('Only these', [
          'all',
          'closed',
          'members',
          'open',
          'organization',
          'public',
          'starred',
        ]).optional(),
        fields: commaList(
          'Which fields come',
          choice('Field', ['id', 'name', 'desc', 'url', 'closed', 'idOrganization', 'starred']),
        ),
      },
      scopes: reading,
      returns: 'id,name,desc,url,closed,idOrganization,starred',
    }),
    trello_list_lists: read('GET /boards/{id}/lists', {
      about: 'List the lists (columns) of a board, with their ids.',
      path: { id: shortId('Id of the board, or the short one from its address: trello.com/b/<id>') },
      query: {
        filter: choice('Only these; open if absent', ['all', 'closed', 'none', 'open']).optional(),
        fields: commaList('Which fields come, such as name and closed'),
        cards: choice('Which cards come with each list; none if absent', [
          'all',
          'closed',
          'none',
          'open',
        ]).optional(),
      },
      scopes: reading,
      returns: 'id,name,closed,pos,cards(id,name,url,due,idMembers)',
    }),
    trello_list_cards: read('GET /lists/{id}/cards', {
      about: 'List the cards of a list.',
      path: { id: trelloId('Id of the list, from trello_list_lists') },
      scopes: reading,
      returns: 'id,name,url,due,dueComplete,idMembers,labels(id,name)',
    }),
    trello_get_card: read('GET /cards/{id}', {
      about: 'Read a card: text, due date, labels, and on request its people, checklists and files.',
      path: card,
      query: {
        fields: commaList('Which fields come, such as name, desc and due'),
        members: flag('Also who is on it').optional(),
        checklists: choice('Also its checklists; none if absent', ['all', 'none']).optional(),
        attachments: choice('Also its files; none if absent', ['true', 'false', 'cover']).optional(),
      },
      scopes: reading,
      returns:
        'id,name,desc,due,dueComplete,closed,url,idBoard,idList,idMembers,labels(id,name,color),members(id,fullName,username),checklists(id,name,checkItems(id,name,state)),attachments(id,name,url)',
    }),
    trello_create_card: write('POST /cards', {
      about: 'Add a card to a list.',
      query: {
        idList: trelloId('Id of the list, from trello_list_lists'),
        name: text('Title').optional(),
        desc: text('Text, in Markdown').optional(),
        pos: either('Where in the list', [
          choice('At an end', ['top', 'bottom']),
          number('Before larger numbers').min(0),
        ]).optional(),
        due: due.optional(),
        idMembers: commaList('Who is on it', trelloId('Id of a person')),
        idLabels: commaList('Its labels', trelloId('Id of a label')),
      },
      scopes: writing,
      returns: 'id,name,url',
    }),
    trello_update_card: write('PUT /cards/{id}', {
      about:
        'Change, move or archive a card; what is left out stays. closed archives it and can be taken back.',
      path: card,
      query: {
        name: text('New title').optional(),
        desc: text('New text, in Markdown').optional(),
        idList: trelloId('List to move it to').optional(),
        due: due.nullable().describe('When it is due; null for no date').optional(),
        dueComplete: flag('Whether it is done').optional(),
        closed: flag('Whether it is archived').optional(),
      },
      scopes: writing,
      returns: 'id,name,url,idList,closed',
    }),
    trello_add_comment: write('POST /cards/{id}/actions/comments', {
      about: 'Comment on a card.',
      path: card,
      query: { text: text('The comment, in Markdown') },
      scopes: writing,
      returns: 'id,date',
    }),
    trello_search: read('GET /search', {
      about:
        'Find cards and boards by words. Operators narrow it down, such as: invoice is:open due:week label:red',
      query: {
        query: text('The search').min(1).max(16_384),
        modelTypes: commaList(
          'What to find',
          choice('Kind', ['actions', 'boards', 'cards', 'members', 'organizations']),
        ),
        idBoards: commaList(
          'Only on these boards',
          either('Board', [trelloId('Its id'), choice('Those of the person', ['mine'])]),
        ),
        cards_limit: integer('How many cards, at most 1000; 10 if absent').min(1).max(1000).optional(),
        card_fields: commaList('Which fields of cards come, such as name and due'),
        partial: flag('Also words that only begin so').optional(),
      },
      scopes: reading,
      returns: 'cards(id,name,desc,url,due,closed,idBoard,idList),boards(id,name,url,closed)',
    }),
    trello_delete_card: destructive('DELETE /cards/{id}', {
      about: 'Delete a card for good. To archive it instead, use trello_update_card with closed.',
      path: card,
      scopes: writing,
      read: () => undefined,
    }),
  },
})

/** Refusals are plain text, and 401 says two things: who asks is unknown, or is known and may not. */
function failure({ status, headers, body }: ProviderAnswer): ToolFailure | undefined {
  if (status === 401 && typeof body === 'string' && /permission/i.test(body))
    return { kind: 'forbidden', message: body.trim().slice(0, 500) }
  const interval = Number(headers['x-rate-limit-api-token-interval-ms'])
  if (status !== 429 || headers['retry-after'] !== undefined || !(interval > 0)) return undefined
  return {
    kind: 'rate_limited',
    message: textAt(body, 'message') ?? 'rate limit',
    retryAfter: Math.ceil(interval / 1000),
  }
}
