import { CustomConnectorInput } from '@jackfield/sdk/contract'
import type { ImportedServer } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { slugOf } from '../custom-connectors/slug.ts'
import { Refusal } from '../errors.ts'
import { maskUrl } from '../net/mask-url.ts'
import type { FileServer, RemoteServer } from './read-server.ts'
import { expand } from './variables.ts'

export type Report = z.input<typeof ImportedServer>

/** What to do about one server of the file: its report, and what to add unless that is settled already. */
export interface ImportStep {
  report: Report
  add?: {
    input: z.output<typeof CustomConnectorInput>
    /** What people call it, when the key was made from another name. */
    rename: string | undefined
  }
}

/** What the account has: slug -> id of the connector. */
export type Taken = ReadonlyMap<string, string>

/** Decides about every server, before anything is added. Order matters: of two with one key, the first has it. */
export function planImport(
  servers: FileServer[],
  values: Record<string, string>,
  taken: Taken,
  acknowledged: boolean,
): ImportStep[] {
  const claimed = new Map<string, string>()
  return servers.map((server) => planServer(server, values, taken, claimed, acknowledged))
}

function planServer(
  server: FileServer,
  values: Record<string, string>,
  taken: Taken,
  claimed: Map<string, string>,
  acknowledged: boolean,
): ImportStep {
  const { found, name } = server
  if (found.kind !== 'remote') return settled(server, found.kind, found.reason, { hint: found.hint })
  const slug = keyOf(name)
  if (slug instanceof Refusal) return settled(server, 'refused', slug.message, hintOf(slug))
  const connectorId = taken.get(slug)
  if (connectorId !== undefined)
    return settled(server, 'skipped', `A connector with the key "${slug}" is here already.`, {
      slug,
      connector_id: connectorId,
    })
  const twin = claimed.get(slug)
  if (twin !== undefined)
    return settled(server, 'refused', `"${twin}" of the same file makes the same key "${slug}".`, {
      hint: 'Give one of the two another name.',
    })
  claimed.set(slug, name)
  return planRemote(server, found, slug, values, acknowledged)
}

function planRemote(
  server: FileServer,
  found: RemoteServer,
  slug: string,
  values: Record<string, string>,
  acknowledged: boolean,
): ImportStep {
  const url = expand(found.url, values)
  const headers = found.headers.map(([name, value]) => ({ name, ...expand(value, values) }))
  const missing = [...new Set([...url.missing, ...headers.flatMap((header) => header.missing)])]
  if (missing.length > 0)
    return settled(server, 'needs_setup', `It needs a value for ${missing.join(', ')}.`, { slug, missing })
  if (url.text.trim() === '') return settled(server, 'needs_setup', 'Its address is empty.', { slug })
  const { name: displayName, ...settings } = found.extension
  const input = CustomConnectorInput.safeParse({
    ...settings,
    name: server.name,
    url: url.text,
    transport: found.transport,
    // A default of nothing (`${KEY:-}`) makes a header optional.
    headers: headers.filter(({ text }) => text !== '').map(({ name, text }) => ({ name, value: text })),
    acknowledged,
  })
  if (!input.success) return settled(server, 'refused', firstIssue(input.error), { slug })
  const report: Report = {
    ...reportOf(server),
    outcome: 'ready',
    reason: 'It would be added.',
    slug,
    url: maskUrl(url.text),
  }
  return { report, add: { input: input.data, rename: displayName } }
}

/** The report of a server that nothing more is done about. */
function settled(
  server: FileServer,
  outcome: Report['outcome'],
  reason: string,
  more: Partial<Report>,
): ImportStep {
  return { report: { ...reportOf(server), outcome, reason, ...more } }
}

function reportOf({ name, notes, unknownFields, oauth }: FileServer) {
  return { name, missing: [], notes, unknown_fields: unknownFields, ...(oauth && { oauth }) }
}

function keyOf(name: string): string | Refusal {
  try {
    return slugOf(name.trim())
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

/** The hint of a refusal, wherever it stands. */
export function hintOf(refusal: Refusal): { hint?: string } {
  const hint = refusal.hint ?? refusal.issues[0]?.hint
  return hint === undefined ? {} : { hint }
}

/** Names the field; the schema's messages say what it takes, never what was given. */
function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  return issue ? `${issue.path.map(String).join('.')}: ${issue.message}.` : 'It is not valid.'
}
