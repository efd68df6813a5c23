import type { ToolsetTool } from '@jackfield/sdk'
import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'

const reaching = /(^|_)(send|reply|forward|post|publish|email|invite|broadcast|notify|message)(_|$)/i

/** Whether a tool that writes reaches people, as far as its name says. */
export function reachesPeople({ name, effect }: Pick<ToolsetTool, 'name' | 'effect'>): boolean {
  return effect !== 'read' && reaching.test(name)
}

/** Whether the tool shows what it would do before it does it (PLT-14). */
export function previewsFirst({ input_schema }: Pick<ToolsetTool, 'input_schema'>): boolean {
  return isRecord(input_schema['properties']) && isRecord(input_schema['properties']['confirm_token'])
}

/** What a call with these arguments does before anything is asked: a preview changes nothing. */
export function isPreview(tool: Pick<ToolsetTool, 'input_schema'>, args: Json): boolean {
  const token = args['confirm_token']
  return previewsFirst(tool) && (token === undefined || token === '')
}
