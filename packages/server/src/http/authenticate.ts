import { authenticateApiKey } from '../api-keys/authenticate-api-key.ts'
import type { Context, Services } from '../context.ts'
import { Refusal } from '../errors.ts'
import { findSession } from '../people/find-session.ts'
import { readSessionCookie } from './session-cookie.ts'

const BEARER = /^Bearer +(\S+) *$/i
const USE_A_KEY = 'Log in, or send an API key as: Authorization: Bearer jf_key_...'

type Found = Pick<Context, 'accountId' | 'actor'> | undefined

/**
 * Turns the credential of a request into the context that verbs get: API keys, sessions of the CLI (both as Bearer)
 * and of browsers (as a cookie).
 * @throws Refusal `unauthenticated` when the credential is missing, unknown, expired or revoked.
 */
export async function authenticate(services: Services, request: Request): Promise<Context> {
  return { ...(await identify(services, request)), db: services.database.db, services }
}

async function identify(services: Services, request: Request): Promise<NonNullable<Found>> {
  const header = request.headers.get('authorization')
  if (header !== null) return identifyBearer(services, header)
  const cookie = readSessionCookie(services, request)
  if (!cookie) throw unauthenticated('No credential was sent.', USE_A_KEY)
  const found = await findSession(services.database.db, cookie, 'cookie')
  if (!found) throw unauthenticated('The session has ended.', 'Log in again.')
  return found
}

async function identifyBearer(services: Services, header: string): Promise<NonNullable<Found>> {
  const secret = BEARER.exec(header)?.[1]
  if (secret?.startsWith('jf_agent_'))
    throw unauthenticated("This is an agent key, which opens the agent's MCP endpoint only.", USE_A_KEY)
  if (secret?.startsWith('jf_key_')) {
    const found = await authenticateApiKey({ services, secret })
    if (!found) throw unauthenticated('This API key is unknown, expired or revoked.', 'Create a new one.')
    if (found.actor.type === 'api_key' && found.actor.scopes && !found.actor.scopes.includes('api'))
      throw new Refusal('forbidden', "This API key's scopes do not include the REST API.", {
        hint: 'Use a key with the scope api.',
      })
    return found
  }
  if (!secret?.startsWith('jf_session_'))
    throw unauthenticated('The Authorization header holds no credential of ours.', USE_A_KEY)
  const found = await findSession(services.database.db, secret, 'token')
  if (!found) throw unauthenticated('The session has ended.', 'Log in again.')
  return found
}

function unauthenticated(message: string, hint: string): Refusal {
  return new Refusal('unauthenticated', message, { hint })
}
