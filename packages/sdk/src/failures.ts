import { JackfieldError, type ErrorCode } from './error.ts'
import type { ErrorAnswer } from './contract-types.ts'

/** The error that the server's refusal stands for. */
export async function refusedRequest(response: Response, url: string): Promise<JackfieldError> {
  const answer = parseErrorAnswer(await response.text())
  if (!answer) return unexpectedAnswer(response, url)
  const { code, message, hint, issues, details, request_id } = answer.error
  return new JackfieldError(code as ErrorCode, message, {
    hint,
    issues,
    details,
    status: response.status,
    requestId: request_id ?? response.headers.get('x-request-id') ?? undefined,
    retryAfter: retryAfterSeconds(response.headers.get('retry-after')),
  })
}

/** The error for an answer that Jackfield would not give: a proxy's page, another program's. */
export function unexpectedAnswer(response: Response, url: string): JackfieldError {
  const { origin } = new URL(url)
  const elsewhere = response.headers.get('location')
  return new JackfieldError(
    'unexpected_answer',
    `${origin} answered ${response.status}, but not like Jackfield.`,
    {
      status: response.status,
      hint: elsewhere
        ? `It points to ${originOf(elsewhere, url)}: use the address that Jackfield itself has.`
        : 'Check the address: another program or a proxy may be answering there.',
      retryAfter: retryAfterSeconds(response.headers.get('retry-after')),
    },
  )
}

/** Of an address that may be relative; the text itself where it is none. */
function originOf(address: string, base: string): string {
  return URL.canParse(address, base) ? new URL(address, base).origin : address
}

/** The error for a request that got no answer. `cause` keeps what the platform said. */
export function failedRequest(cause: unknown, url: string, late: boolean, timeoutMs: number): JackfieldError {
  const { origin } = new URL(url)
  if (late)
    return new JackfieldError('timeout', `${origin} did not answer within ${timeoutMs / 1000} s.`, {
      hint: 'Look whether the change has happened before you try again, or allow more time.',
      cause,
    })
  return new JackfieldError('unreachable', `Cannot reach Jackfield at ${origin}${reason(cause)}.`, {
    hint: 'Check the address, and that the server is running there.',
    cause,
  })
}

function parseErrorAnswer(text: string): ErrorAnswer | undefined {
  try {
    const answer = JSON.parse(text) as Partial<ErrorAnswer> | null
    const { code, message } = answer?.error ?? {}
    return typeof code === 'string' && typeof message === 'string' ? (answer as ErrorAnswer) : undefined
  } catch {
    return undefined
  }
}

function retryAfterSeconds(header: string | null): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  const wait = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined
}

/** Node names the reason in the cause (`ECONNREFUSED`); browsers tell none. */
function reason(cause: unknown): string {
  const inner = cause instanceof Error ? cause.cause : undefined
  const code = inner && typeof inner === 'object' && 'code' in inner ? String(inner.code) : undefined
  const words: Record<string, string> = {
    ECONNREFUSED: 'nothing listens there',
    ENOTFOUND: 'the name does not resolve',
    EAI_AGAIN: 'the name does not resolve',
    ECONNRESET: 'the connection broke off',
    UND_ERR_SOCKET: 'the connection broke off',
  }
  return code === undefined ? '' : ` (${words[code] ?? code})`
}
