import type { App, FailureKind, ProviderAnswer, ToolFailure } from './app.ts'
import { at } from './at.ts'

/** Why an answer is a failure; undefined when it is none. The app's own word comes first, then the status. */
export function failureOf(app: App, answer: ProviderAnswer): ToolFailure | undefined {
  const own = app.api.failure?.(answer)
  if (own) return own.message === '' ? { ...own, message: messageIn(answer) } : own
  const kind = kindOf(answer.status)
  if (kind === undefined) return undefined
  const field = fieldIn(answer.body)
  const wait = kind === 'rate_limited' || kind === 'provider_down' ? retryAfter(answer) : undefined
  return {
    kind,
    message: messageIn(answer),
    ...(kind === 'invalid' && field ? { field } : {}),
    ...(wait === undefined ? {} : { retryAfter: wait }),
  }
}

function kindOf(status: number): FailureKind | undefined {
  if (status < 400) return undefined
  if (status === 401) return 'expired'
  if (status === 402 || status === 403) return 'forbidden'
  if (status === 404 || status === 410) return 'not_found'
  if (status === 429) return 'rate_limited'
  return status >= 500 ? 'provider_down' : 'invalid'
}

/** Where providers put what a person can read, the most telling first. */
const messagePaths = [
  'error.message',
  'errors.0.message',
  'message',
  'error_description',
  'detail',
  'error_summary',
  'err',
  'errorMessages.0',
  'errors.0.detail',
  'errors.0.title',
  'description',
  'error',
  'error_info',
  'errors.0',
  'title',
]
const fieldPaths = ['errors.0.field', 'error.param', 'error.errors.0.location', 'errors.0.path', 'field']

/** The provider's own words, at most 500 characters of them; else its status. */
export function messageIn({ status, body }: ProviderAnswer): string {
  if (typeof body === 'string') {
    const text = body.trim()
    return text === '' || text.startsWith('<') ? `HTTP ${status}` : text.slice(0, 500)
  }
  const found = messagePaths
    .map((path) => at(body, path))
    .find((text) => typeof text === 'string' && text !== '')
  return typeof found === 'string' ? found.slice(0, 500) : `HTTP ${status}`
}

function fieldIn(body: unknown): string | undefined {
  const found = fieldPaths
    .map((path) => at(body, path))
    .find((text) => typeof text === 'string' && text !== '')
  return typeof found === 'string' ? found.slice(0, 100) : undefined
}

/** Seconds until a retry makes sense (RFC 9110 section 10.2.3): a number, or a date. */
export function retryAfter({ headers }: Pick<ProviderAnswer, 'headers'>): number | undefined {
  const value = headers['retry-after']
  if (value === undefined) return undefined
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, Math.ceil(seconds)) : undefined
}
