import type { z } from 'zod'
import { McpJsonExtension } from '@jackfield/sdk/contract'
import type { ImportedServer } from '@jackfield/sdk/contract'
import type { Transport } from '../upstream.ts'
import { variablesIn } from './variables.ts'
import type { Variable } from './variables.ts'

/** One server as the file names it, before its variables have values. */
export interface FileServer {
  name: string
  /** Fields that were left aside. */
  unknownFields: string[]
  /** What was not taken over as it stands, and why. */
  notes: string[]
  oauth?: z.input<typeof ImportedServer>['oauth']
  /** What can be connected, or why it cannot. */
  found: RemoteServer | { kind: 'needs_setup' | 'refused'; reason: string; hint: string }
}

/** A server that is reached by URL. */
export interface RemoteServer {
  kind: 'remote'
  transport: Transport
  url: string
  headers: [name: string, value: string][]
  /** Of the URL and the header values. */
  variables: Variable[]
  extension: z.output<typeof McpJsonExtension>
}

type Fields = Record<string, unknown>

const known = new Set(['type', 'url', 'headers', 'oauth', 'jackfield'])
const local = new Set(['command', 'args', 'env', 'cwd'])

const transports: Record<string, Transport> = {
  http: 'streamable-http',
  streamablehttp: 'streamable-http',
  sse: 'sse',
}

/** Reads one entry of the file (PLG-2). Never throws: what is wrong with it is said in `found`. */
export function readServer(name: string, entry: unknown): FileServer {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry))
    return { name, unknownFields: [], notes: [], found: refused('It must be an object.', 'Give it a url.') }
  const fields = { ...entry } as Fields
  const oauth = readOauth(fields['oauth'])
  return {
    name,
    unknownFields: Object.keys(fields).filter((field) => !known.has(field) && !local.has(field)),
    notes: oauth
      ? ['Sign-in (OAuth) is not supported yet; until then this server needs a token as a header.']
      : [],
    ...(oauth && { oauth }),
    found: readRemote(fields),
  }
}

function readRemote(fields: Fields): FileServer['found'] {
  const { type, command, url } = fields
  const word = typeof type === 'string' ? type.toLowerCase().replaceAll(/[-_]/g, '') : undefined
  if (word === 'stdio' || (type === undefined && command !== undefined))
    return refused(
      'It runs as a local command (stdio), which a hub that serves many people does not start.',
      'Run it behind an HTTP address, and import that.',
    )
  if (type !== undefined && (word === undefined || !Object.hasOwn(transports, word)))
    return refused('Its type is not supported.', 'Use http, streamable-http or sse.')
  if (url === undefined || url === null || url === '')
    return {
      kind: 'needs_setup',
      reason: 'It has no address yet.',
      hint: 'Enter its url in the file and import again, or add it by hand.',
    }
  if (typeof url !== 'string') return refused('Its url must be text.', 'Write it in quotes.')
  const headers = readHeaders(fields['headers'])
  if (!headers) return refused('Its headers must be an object of texts.', 'Write { "X-Key": "value" }.')
  const texts = [url, ...headers.map(([, value]) => value)].map((text) => variablesIn(text))
  if (texts.includes(undefined))
    return refused('It holds a ${...} in a form that is not known.', 'Use ${VAR} or ${VAR:-default}.')
  // Not left aside when it is wrong: it may narrow what the connector can do.
  const extension = McpJsonExtension.safeParse(fields['jackfield'] ?? {})
  if (!extension.success)
    return refused(
      'Its field jackfield has a form that is not known.',
      'Export it again, or take that field out.',
    )
  return {
    kind: 'remote',
    transport: transports[word ?? 'http'] ?? 'streamable-http',
    url,
    headers,
    variables: texts.flatMap((variables) => variables ?? []),
    extension: extension.data,
  }
}

function readHeaders(headers: unknown): [string, string][] | undefined {
  if (headers === undefined || headers === null) return []
  if (typeof headers !== 'object' || Array.isArray(headers)) return undefined
  const entries = Object.entries(headers)
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string')
    ? entries
    : undefined
}

function readOauth(oauth: unknown): FileServer['oauth'] {
  if (typeof oauth !== 'object' || oauth === null) return undefined
  const { clientId, callbackPort } = oauth as Fields
  return {
    ...(typeof clientId === 'string' && { client_id: clientId }),
    ...(typeof callbackPort === 'number' && { callback_port: callbackPort }),
  }
}

function refused(reason: string, hint: string): FileServer['found'] {
  return { kind: 'refused', reason, hint }
}
