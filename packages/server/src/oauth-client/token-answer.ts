import type { Json, OAuth2 } from '@jackfield/catalog/run'
import { isObject } from '../json-object.ts'
import { SignInFailure } from './sign-in-failure.ts'

/**
 * Reads what a token endpoint sent, in whatever form, into what RFC 6749 sections 5.1 and 5.2 say. The app's own
 * quirks are undone first; then those that many have: no token type, nulls, scopes as a list, an end that is none.
 * @throws SignInFailure `bad_answer` for what is no answer at all, `unreachable` for a provider that is down
 */
export function readTokenAnswer(
  auth: OAuth2,
  name: string,
  status: number,
  type: string,
  text: string,
): Json {
  const parsed = parse(type, text)
  const failed = status >= 500 || status === 429
  if (!isObject(parsed)) {
    if (failed) throw new SignInFailure('unreachable', `${name} answered HTTP ${status}. Try again later.`)
    const what = /^\s*</.test(text) ? 'a web page' : 'something else'
    throw new SignInFailure(
      'bad_answer',
      `${name} answered with ${what} instead of a token (HTTP ${status}).`,
    )
  }
  const answer = auth.readToken ? auth.readToken(parsed) : parsed
  if (typeof answer['error'] === 'string' && answer['error'] !== '') return answer
  if (failed) throw new SignInFailure('unreachable', `${name} answered HTTP ${status}. Try again later.`)
  if (status >= 400)
    return { error: status === 401 ? 'invalid_client' : 'invalid_request', ...described(answer) }
  return standard(answer)
}

function parse(type: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // GitHub and others answer in the form of a query unless asked otherwise, and some always.
    const form = type.includes('x-www-form-urlencoded') || /^[\w.]+=[^<\s]*$/.test(text.trim())
    return form ? Object.fromEntries(new URLSearchParams(text.trim())) : undefined
  }
}

function standard(answer: Json): Json {
  const scope = answer['scope'] ?? answer['scopes']
  const seconds = Number(answer['expires_in'])
  const { id_token: _, expires_in: __, scope: ___, ...rest } = answer
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null && value !== '')),
    // What kind of token it is says the manifest, by how it travels.
    token_type: 'bearer',
    ...(seconds > 0 ? { expires_in: seconds } : {}),
    ...(Array.isArray(scope)
      ? { scope: scope.join(' ') }
      : typeof scope === 'string' && scope !== ''
        ? { scope }
        : {}),
  }
}

function described(answer: Json): Json {
  const words = [answer['error_description'], answer['message'], answer['title']]
  const found = words.find((text) => typeof text === 'string')
  return found === undefined ? {} : { error_description: found }
}
