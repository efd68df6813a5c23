import type { Violation } from './openapi-description.ts'

interface Deviation extends Violation {
  /** The tool, exactly. */
  tool: string
  /** Why the request is right all the same. */
  why: string
}

const uploadOnly = 'The description was made of the upload form; the reference takes the resource as JSON.'
const oldForms = 'The description is of 2021 and knows forms only; writes take JSON with a bearer token.'
const oneOf = 'must match exactly one schema in oneOf'
const mail =
  'application/json is none of message/cpim, message/delivery-status, message/disposition-notification'
const odata = 'Made required by the conversion from OData; the reference leaves it out of every example.'
const message =
  'The description lists what a message can be uploaded as; the reference takes a Message as JSON.'
const url64 = 'The reference says base64url; the description has the format of plain base64.'
const picture = 'An icon may also be a picture from elsewhere.'
const asTexts = 'Cut down in the description to a text; the reference has objects.'
const nextLink = 'It comes with @odata.nextLink, which the description names but does not take apart.'

/** Where a description and the provider differ, one by one. A row that nothing needs any longer fails the tests. */
export const deviations: Deviation[] = [
  ...['google_drive_create_folder', 'google_drive_update_file', 'google_drive_trash_file'].map((tool) =>
    row(tool, 'content-type', 'application/json is none of application/octet-stream', uploadOnly),
  ),
  ...[
    'slack_send_message',
    'slack_add_reaction',
    'slack_update_message',
    'slack_delete_message',
    'slack_join_channel',
  ].map((tool) =>
    row(tool, 'content-type', 'application/json is none of application/x-www-form-urlencoded', oldForms),
  ),
  row(
    'slack_send_message',
    'body/blocks',
    'must be string',
    'In a form it is JSON in a text; in JSON it is the list itself.',
  ),
  row(
    'slack_delete_message',
    'body/ts',
    'must be number',
    'A timestamp is a text everywhere else: as a number it loses digits.',
  ),
  ...['onedrive_list_children', 'onedrive_search'].map((tool) =>
    row(tool, 'query/$skiptoken', 'additionalProperties', nextLink),
  ),
  ...[
    'microsoft_teams_list_channel_messages',
    'microsoft_teams_list_chats',
    'microsoft_teams_list_chat_messages',
  ].map((tool) => row(tool, 'query/$skiptoken', 'additionalProperties', nextLink)),
  ...['onedrive_create_folder', 'onedrive_update_item'].map((tool) =>
    row(tool, 'body/@odata.type', 'required', odata),
  ),
  ...['google_calendar_create_event', 'google_calendar_update_event'].flatMap((tool) =>
    ['body/start/dateTime', 'body/end/dateTime'].map((at) =>
      row(
        tool,
        at,
        'must match format "date-time"',
        'The offset may be left out where timeZone says which it is.',
      ),
    ),
  ),
  ...messages('microsoft_teams_send_channel_message'),
  ...messages('microsoft_teams_reply_to_message'),
  ...messages('microsoft_teams_send_chat_message'),
  row(
    'microsoft_teams_list_chats',
    'query/$orderby/*',
    'must be equal to one of the allowed values',
    'The reference orders by lastMessagePreview/createdDateTime, and by nothing else.',
  ),
  row(
    'onedrive_upload_text',
    'content-type',
    'text/plain is none of application/octet-stream',
    'A file has the type that it has.',
  ),
  ...['gmail_send_message', 'gmail_create_draft'].map((tool) => row(tool, 'content-type', mail, message)),
  row('gmail_send_message', 'body/raw', 'must match format "byte"', url64),
  row('gmail_create_draft', 'body/message/raw', 'must match format "byte"', url64),
  row(
    'intercom_add_note',
    'path/contact_id',
    'must be integer',
    'Ids of contacts are texts, there as everywhere.',
  ),
  row(
    'notion_get_page',
    'query/filter_properties',
    'must be string',
    'It may be repeated, as the reference shows.',
  ),
  row(
    'notion_get_page_markdown',
    'path/page_id',
    'must match format "uuid"',
    'Ids without dashes, as in links, are taken too.',
  ),
  row(
    'notion_create_page',
    'body/parent',
    oneOf,
    'Ids without dashes, as in links, are taken too; and a data source may be the parent.',
  ),
  ...['body/children/*', 'body/icon', 'body/cover'].map((at) =>
    row('notion_create_page', at, 'must be string', asTexts),
  ),
  row(
    'notion_create_page',
    'body/parent/data_source_id',
    'additionalProperties',
    'Since version 2025-09-03 a data source may be the parent.',
  ),
  row('notion_update_page', 'body/icon/emoji', 'required', picture),
  ...['body/icon/type', 'body/icon/external'].map((at) =>
    row('notion_update_page', at, 'additionalProperties', picture),
  ),
  ...['body/rich_text/*/type', 'body/rich_text/*/text/link'].map((at) =>
    row(
      'notion_create_comment',
      at,
      'additionalProperties',
      'The description has the shortest form of rich text only.',
    ),
  ),
  row('microsoft_teams_search_messages', 'body/requests/*/@odata.type', 'required', odata),
  row('microsoft_teams_search_messages', 'body/requests/*/query/@odata.type', 'required', odata),
]

function row(tool: string, at: string, says: string, why: string): Deviation {
  return { tool, at, says, why }
}

function messages(tool: string): Deviation[] {
  return [
    row(tool, 'body/@odata.type', 'required', odata),
    row(tool, 'body/body/@odata.type', 'required', odata),
    row(
      tool,
      'body/body/contentType',
      'must match a schema in anyOf',
      'The enumeration was cut from the copy of the description and left as an object.',
    ),
  ]
}

/** What is left of a request's violations, and which rows spoke for the others. */
export function withoutDeviations(tool: string, violations: Violation[]) {
  const rowFor = ({ at, says }: Violation) =>
    deviations.find((one) => one.tool === tool && one.at === at && one.says === says)
  return {
    left: violations.filter((one) => rowFor(one) === undefined),
    rows: violations.flatMap((one) => rowFor(one) ?? []),
  }
}
