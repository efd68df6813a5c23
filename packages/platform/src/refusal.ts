/** The closed set of reasons for which a tool refuses. */
export type RefusalCode =
  | 'invalid' // the input is wrong
  | 'unknown_parameter' // GEN-5
  | 'unknown_tool'
  | 'not_found' // missing, malformed, or another account's: the three must look the same (GEN-2)
  | 'duplicate' // the very thing exists already
  | 'name_taken'
  | 'in_use' // something still depends on it
  | 'conflict' // the present state does not allow it
  | 'version_conflict' // somebody saved in between; details.current is the present value
  | 'idempotency_conflict' // the key was used for another call
  | 'confirm_token_invalid'
  | 'preview_changed' // details hold a fresh preview and its token
  | 'too_large'
  | 'busy' // others are writing; nothing was done

/** What a refused call answers (GEN-10). `details` holds facts that the code promises. */
export interface RefusalBody {
  code: RefusalCode
  message: string
  /** Dotted path of the input field. */
  field?: string
  /** What to do about it. */
  hint?: string
  /** What would have been accepted, when that is few. */
  valid_values?: string[]
  details?: Record<string, unknown>
}

/** Thrown by tools and the rules they keep. The message is shown as it is: no secret, no internals. */
export class ToolRefusal extends Error {
  readonly body: RefusalBody

  constructor(code: RefusalCode, message: string, more: Omit<RefusalBody, 'code' | 'message'> = {}) {
    super(message)
    this.name = 'ToolRefusal'
    this.body = { code, message, ...more }
  }
}

/** Refuses one input field. */
export function invalid(
  field: string,
  message: string,
  more: Pick<RefusalBody, 'hint' | 'valid_values' | 'details'> = {},
): ToolRefusal {
  return new ToolRefusal('invalid', message, { field, ...more })
}

/** The one answer for ids that are missing, malformed, or another account's (GEN-2, PLT-15). */
export function notFound(noun: string, field = `${noun}_id`): ToolRefusal {
  return new ToolRefusal('not_found', `There is no such ${noun}.`, {
    field,
    hint: 'Take the id from a result of this area.',
  })
}
