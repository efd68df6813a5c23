import type { Json } from '../src/run.ts'

/** The field stays out: it cannot be given together with the others. */
export const leftOut = Symbol('left out')

/** What only the provider's account defines, or what has a shape that no schema tells: by app, then field or `tool.field`. */
const samples: Record<string, Json> = {
  // Paths through the fields of the answer, of which the description lists the first levels.
  asana: { opt_fields: ['name'], 'asana_add_comment.opt_fields': ['text'] },
  gmail: { 'gmail_send_message.raw': leftOut, 'gmail_create_draft.message': leftOut },
}

/** Fields that a tool needs although none of them alone is required. */
export const neededTogether: Record<string, string[]> = {
  gmail_send_message: ['to', 'subject', 'body'],
}

/** Whole inputs that are another way to use a tool. */
export const otherWays: Record<string, Json[]> = {
  gmail_send_message: [{ raw: 'VG86IGFkYUBleGFtcGxlLmNvbQ0KDQpIaQ==' }],
  gmail_create_draft: [{ message: { raw: 'VG86IGFkYUBleGFtcGxlLmNvbQ0KDQpIaQ==' } }],
}

/** undefined: nothing special is known of the field. */
export function sampleFor(app: string, tool: string, path: string): unknown {
  const known = samples[app] ?? {}
  return known[`${tool}.${path}`] ?? known[path]
}
