import { isRecord } from './is-record.ts'
import type { Json } from './is-record.ts'

/** The arguments that a text says, or what is wrong with it. */
export function argumentsIn(text: string): { args?: Json; wrong?: string } {
  if (text.trim() === '') return { args: {} }
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? { args: value } : { wrong: 'It must be an object: { "name": "value" }.' }
  } catch (error) {
    return { wrong: `This is no JSON yet. ${error instanceof Error ? error.message : ''}` }
  }
}
