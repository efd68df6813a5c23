/** Something about a tool's answer that differs from what is said of it, and why. */
interface Otherwise {
  tool: string
  /** Sorted, with commas. */
  parts: string
  why: string
}

const unions =
  'The description has the common part of a union; the reference adds these to files, and .tag to all.'

/** Parts of answers that a tool keeps although the description does not mention them. */
export const notDescribed: Otherwise[] = [
  ...['dropbox_list_folder', 'dropbox_list_folder_continue'].map((tool) =>
    row(tool, 'entries/.tag, entries/id, entries/rev, entries/server_modified, entries/size', unions),
  ),
  row('dropbox_get_metadata', '.tag, id, rev, server_modified, size', unions),
  row('dropbox_get_temporary_link', 'metadata/.tag, metadata/server_modified', unions),
  ...['dropbox_move', 'dropbox_delete'].map((tool) =>
    row(tool, 'metadata/.tag, metadata/id, metadata/rev, metadata/server_modified, metadata/size', unions),
  ),
  row('dropbox_list_shared_links', 'links/.tag, links/expires', unions),
  row(
    'slack_get_thread_replies',
    'messages/bot_id, messages/files, messages/reactions, messages/subtype, messages/username',
    'The description shows the first kinds of message only; these parts are those of every message.',
  ),
]

/** Words in the facts that name no part of the answer, or one that comes under another name. */
export const notKept: Otherwise[] = [
  row('pipedrive_create_deal', 'title', 'It is below data, and kept there.'),
  row('google_sheets_append_rows', 'updatedRows', 'It is below updates, and kept there.'),
]

function row(tool: string, parts: string, why: string): Otherwise {
  return { tool, parts, why }
}

/** The parts that are on a list for a tool. */
export function listed(rows: Otherwise[], tool: string): string {
  return rows.find((one) => one.tool === tool)?.parts ?? ''
}
