import { JackfieldError, type ErrorAnswer } from '@jackfield/sdk'
import { plainText } from './plain-text.ts'

/** A failure found on this side. `message` and `hint` are shown to people as they are. */
export class CliError extends Error {
  readonly code: 'usage' | 'not_logged_in' | 'refused' | 'cancelled'
  readonly hint: string | undefined

  constructor(code: CliError['code'], message: string, hint?: string) {
    super(message)
    this.name = 'CliError'
    this.code = code
    this.hint = hint
  }

  /** The same shape as the API's error answer. */
  toJSON(): ErrorAnswer {
    return { error: { code: this.code, message: this.message, ...(this.hint ? { hint: this.hint } : {}) } }
  }
}

/** A command line that cannot be meant: exit code 2. */
export function usage(message: string, hint?: string): CliError {
  return new CliError('usage', message, hint)
}

/** What scripts can tell failures apart by. */
export function exitCode(failure: unknown): number {
  if (!(failure instanceof JackfieldError || failure instanceof CliError)) return 1
  if (failure.code === 'usage' || isRefusedHere(failure)) return 2
  if (failure.code === 'unreachable' || failure.code === 'timeout' || failure.code === 'unexpected_answer')
    return 3
  if (failure.code === 'unauthenticated' || failure.code === 'not_logged_in') return 4
  return 1
}

/** The client refused it before it asked the server. */
function isRefusedHere(failure: JackfieldError | CliError): boolean {
  return failure instanceof JackfieldError && failure.code === 'invalid' && failure.status === undefined
}

/** Says on stderr what happened and what to do, by `remedy` or the failure's own hint; never a stack trace. */
export function reportFailure(failure: unknown, json: boolean, remedy?: string): void {
  const known =
    failure instanceof JackfieldError || failure instanceof CliError ? failure : fromSystem(failure)
  process.stderr.write(json ? `${JSON.stringify(known)}\n` : `${describe(known, remedy).join('\n')}\n`)
}

function describe(failure: JackfieldError | CliError, remedy = failure.hint): string[] {
  const lines = [failure.message]
  const issues = failure instanceof JackfieldError ? failure.issues : []
  // A single issue usually is the message itself.
  for (const { field, message, hint, valid_values: values } of issues) {
    const said = failure.message.includes(message)
    if (!said || issues.length > 1) lines.push(`  ${field ? `${field}: ` : ''}${message}`)
    if (hint && hint !== failure.hint) lines.push(said && issues.length === 1 ? hint : `    ${hint}`)
    if (values) lines.push(`    One of: ${values.join(', ')}`)
  }
  if (remedy) lines.push(remedy)
  if (failure instanceof JackfieldError) {
    if (failure.retryAfter !== undefined) lines.push(`Try again in ${Math.ceil(failure.retryAfter)} s.`)
    if (failure.code === 'internal' && failure.requestId)
      lines.push(`The server's log has it as ${failure.requestId}.`)
  }
  return lines.map((line) => plainText(line))
}

/** A prompt that was left with Ctrl+C, a file that cannot be read, a bug: in a sentence each. */
function fromSystem(failure: unknown): CliError {
  if (!(failure instanceof Error)) return new CliError('refused', 'Something failed without a reason.')
  if (failure.name === 'ExitPromptError') return new CliError('cancelled', 'Cancelled. Nothing was changed.')
  return new CliError('refused', failure.message)
}
