import { createClient, JackfieldError, type Client } from '@jackfield/sdk'
import { defaultUrl, readEnvironment, readStored } from './config.ts'
import { CliError } from './failure.ts'

/** A client with a credential, and where it came from. */
export interface Connection {
  client: Client
  url: string
  /** `key`: JACKFIELD_API_KEY. `login`: what `jackfield login` stored. */
  by: 'key' | 'login'
}

/**
 * The client that every command but `login` uses. JACKFIELD_API_KEY beats the stored login; JACKFIELD_URL picks
 * the server. A stored token only ever goes to the server that issued it.
 * @throws CliError `not_logged_in`
 */
export function openConnection(): Connection {
  const { url: wanted, apiKey, configFile } = readEnvironment()
  const stored = readStored(configFile)
  const url = wanted ?? stored.current ?? defaultUrl
  if (apiKey) return { client: createClient({ url, token: apiKey }), url, by: 'key' }
  const login = stored.servers[url]
  if (!login)
    throw new CliError(
      'not_logged_in',
      `You are not logged in to ${url}.`,
      `Run: jackfield login --url ${url}\nOr set JACKFIELD_API_KEY, and JACKFIELD_URL for another server.`,
    )
  return { client: createClient({ url, token: login.token }), url, by: 'login' }
}

/** What to do about a credential that the server does not accept; undefined for every other failure. */
export function credentialRemedy(failure: unknown): string | undefined {
  if (!(failure instanceof JackfieldError) || failure.code !== 'unauthenticated') return undefined
  const { url, by } = openConnection()
  return by === 'key'
    ? `${url} does not know JACKFIELD_API_KEY. Set it to a valid key, or unset it to use your login.`
    : `Your login has ended. Run: jackfield login --url ${url}`
}

/** The client alone. @throws CliError `not_logged_in` */
export function openClient(): Client {
  return openConnection().client
}
