import type { CallAnswer } from '@jackfield/sdk'
import type { Json } from './is-record.ts'

/** One call that was made here, and what came of it. */
export interface Run {
  id: number
  tool: string
  args: Json
  /** Milliseconds since 1970. */
  at: number
  end: RunEnd
}

export type RunEnd =
  | { kind: 'answered'; answer: CallAnswer }
  /** The hub was not reached, or would not call at all. */
  | { kind: 'failed'; error: unknown }
  /** The person stopped waiting. */
  | { kind: 'cancelled'; afterMs: number }
