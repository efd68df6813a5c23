import {
  CatalogError,
  apiKey,
  basic,
  choice,
  commaList,
  defineApp,
  destructive,
  integer,
  list,
  oauth2,
  object,
  offset,
  read,
  text,
  textAt,
  write,
} from '../define.ts'
import type { Json } from '../define.ts'

const pages = {
  count: integer('How many, at most 1000').min(0).max(1000).optional(),
  offset: integer('How many to skip, from next_page').min(0).optional(),
}
const pagesOf = (items: string) => offset('offset', { items, total: 'total_items' })
const listId = { list_id: text('Id of the audience, from mailchimp_list_audiences') }
const member = {
  ...listId,
  subscriber_hash: text(
    'MD5 of the address in lower case; the address itself or the contact id will do as well',
  ),
}
const campaign = { campaign_id: text('Id of the campaign') }
const states = ['subscribed', 'unsubscribed', 'cleaned', 'pending'] as const
const fields = (example: string) =>
  commaList(`Only these fields of the answer, for example ${example}; keep total_items to go through pages`)

/** https://mailchimp.com/developer/marketing/api/ */
export default defineApp({
  slug: 'mailchimp',
  name: 'Mailchimp',
  category: 'Email',
  position: 40,
  color: '#FFE01B',
  icon: 'logos:mailchimp-freddie',
  about: 'Audiences, contacts, campaigns and their reports.',
  docs: 'https://mailchimp.com/developer/marketing/api/',
  // Each account lives in one data centre, and only that one knows its keys and tokens.
  hosts: { auth: 'https://login.mailchimp.com', api: 'https://{dc}.api.mailchimp.com' },
  auth: [
    oauth2({
      authorize: '{auth}/oauth2/authorize',
      token: '{auth}/oauth2/token',
      pkce: false,
      refresh: 'none',
      register: 'https://admin.mailchimp.com/account/oauth2/',
      readToken,
      lookUp: {
        request: 'GET {auth}/oauth2/metadata',
        headers: (accessToken) => ({ authorization: `OAuth ${accessToken}` }),
        values: (metadata) => ({
          dc: known(textAt(metadata, 'dc'), 'Mailchimp did not say where the account lives: connect again.'),
        }),
      },
      revokeByHand: 'https://admin.mailchimp.com/account/oauth2/',
    }),
    apiKey({
      label: 'API key',
      where: 'https://admin.mailchimp.com/account/api/',
      headers: ({ key = '' }) => ({ authorization: basic('key', key) }),
      values: ({ key = '' }) => ({
        dc: known(/-([a-z]+\d+)$/.exec(key)?.[1], 'The key must end with its data centre, for example -us6.'),
      }),
    }),
  ],
  api: {
    base: '{api}/3.0',
    whoami: {
      request: 'GET /',
      label: (account) => textAt(account, 'account_name') ?? textAt(account, 'email'),
    },
    failure: ({ status, body }) =>
      status === 403 && textAt(body, 'title') === 'User Disabled'
        ? { kind: 'expired', message: textAt(body, 'detail') ?? 'User Disabled' }
        : undefined,
  },
  tools: {
    mailchimp_list_audiences: read('GET /lists', {
      about: 'List the audiences, with how many contacts each has. Most other tools need the id of one.',
      query: { ...pages, fields: fields('lists.id, lists.name') },
      returns: 'lists(id,name,stats),total_items',
      paging: pagesOf('lists'),
    }),
    mailchimp_list_members: read('GET /lists/{list_id}/members', {
      about: 'List the contacts of an audience.',
      path: listId,
      query: {
        ...pages,
        status: choice('Only those', [...states, 'transactional', 'archived']).optional(),
        fields: fields('members.email_address, members.status'),
      },
      returns: 'members(id,email_address,status,merge_fields),total_items',
      paging: pagesOf('members'),
    }),
    mailchimp_get_member: read('GET /lists/{list_id}/members/{subscriber_hash}', {
      about: 'Read one contact of an audience: status, merge fields and tags.',
      path: member,
      returns: 'id,email_address,status,merge_fields,tags',
    }),
    mailchimp_upsert_member: write('PUT /lists/{list_id}/members/{subscriber_hash}', {
      about: 'Add a contact to an audience, or change the one that is there.',
      path: member,
      body: {
        email_address: text('E-mail address'),
        status_if_new: choice('Status for a new contact; pending sends a confirmation first', states),
        status: choice('Status for a contact that is there; unchanged if absent', states).optional(),
        merge_fields: object('By the tags of the merge fields, custom ones as well', {
          FNAME: text('First name').optional(),
          LNAME: text('Last name').optional(),
        }).optional(),
      },
      returns: 'id,status',
    }),
    mailchimp_tag_member: write('POST /lists/{list_id}/members/{subscriber_hash}/tags', {
      about: 'Put tags on a contact or take them off. A tag that is new to the audience is made.',
      path: member,
      body: {
        tags: list(
          object('A tag', {
            name: text('Its name'),
            status: choice('active puts it on, inactive takes it off', ['active', 'inactive']),
          }),
          'The tags to change; others stay',
        ),
      },
    }),
    mailchimp_search_members: read('GET /search-members', {
      about: 'Find contacts by address or name, in one audience or in all.',
      query: {
        query: text('An address or a name, or the beginning of one'),
        list_id: listId.list_id.optional(),
        fields: commaList('Only these fields of the answer, for example exact_matches.members.email_address'),
      },
      returns:
        'exact_matches(members(id,email_address,full_name,status,list_id,merge_fields,tags),total_items),full_search(members(id,email_address,full_name,status,list_id,merge_fields,tags),total_items)',
    }),
    mailchimp_list_campaigns: read('GET /campaigns', {
      about: 'List campaigns, with their settings and a summary of how they did.',
      query: {
        ...pages,
        status: choice('Only those', ['save', 'paused', 'schedule', 'sending', 'sent']).optional(),
        list_id: text('Only those to this audience').optional(),
        fields: fields('campaigns.id, campaigns.status'),
      },
      returns:
        'campaigns(id,type,status,send_time,emails_sent,settings(title,subject_line,preview_text,from_name,reply_to),report_summary(opens,unique_opens,open_rate,clicks,click_rate)),total_items',
      paging: pagesOf('campaigns'),
    }),
    mailchimp_create_campaign: write('POST /campaigns', {
      about:
        'Create a campaign as a draft. Then set its content; it is not sent before mailchimp_send_campaign.',
      body: {
        type: choice('Kind of campaign', ['regular', 'plaintext']),
        recipients: object('Who gets it', {
          list_id: listId.list_id,
          segment_opts: object('Only a part of the audience', {
            saved_segment_id: integer('Id of a segment that is there').optional(),
          }).optional(),
        }).optional(),
        settings: object('How it appears', {
          subject_line: text('Subject').optional(),
          preview_text: text('What inboxes show after the subject').optional(),
          title: text('Name of the campaign, for its owners').optional(),
          from_name: text('Name of the sender').optional(),
          reply_to: text('Address for answers, verified with Mailchimp').optional(),
        }).optional(),
      },
      returns: 'id,status',
    }),
    mailchimp_set_campaign_content: write('PUT /campaigns/{campaign_id}/content', {
      about: 'Set what a campaign says, as HTML, as plain text or by a template.',
      path: campaign,
      body: {
        html: text('The mail in HTML').optional(),
        plain_text: text('The mail in plain text; made from the HTML if absent').optional(),
        template: object('A template in place of html', {
          id: integer('Id of the template'),
          sections: object('HTML by the name of the editable section', {}).optional(),
        }).optional(),
      },
      returns: 'html,plain_text',
    }),
    mailchimp_send_campaign: destructive('POST /campaigns/{campaign_id}/actions/send', {
      about: 'Send a campaign to its whole audience, now. It cannot be taken back.',
      path: campaign,
    }),
    mailchimp_get_report: read('GET /reports/{campaign_id}', {
      about: 'Read how a sent campaign did: opens, clicks, bounces and who unsubscribed.',
      path: campaign,
      query: { fields: commaList('Only these fields of the answer, for example opens.open_rate') },
      returns: 'id,campaign_title,emails_sent,send_time,opens,clicks,bounces,unsubscribed',
    }),
  },
})

/** `expires_in: 0` means never; there are no scopes, and `scope` is null. */
function readToken(answer: Json): Json {
  const { access_token } = answer
  return access_token === undefined ? answer : { access_token, token_type: 'bearer' }
}

/** @throws CatalogError when there is no name of a data centre */
function known(dc: string | undefined, otherwise: string): string {
  if (dc === undefined || !/^[a-z]+\d+$/.test(dc)) throw new CatalogError(otherwise, 'key')
  return dc
}
