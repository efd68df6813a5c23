import type { Agent, Client, Connector, Template } from '@jackfield/sdk'
import { CliError } from './failure.ts'

interface Named {
  id: string
  name: string
  slug?: string
}

/** The agent that an id or exact name means. @throws CliError listing the candidates otherwise. */
export async function findAgent(client: Client, reference: string): Promise<Agent> {
  return pick('agent', (await client.agents.list()).items, reference)
}

/** The connector that an id, slug or exact name means. @throws CliError listing the candidates otherwise. */
export async function findConnector(client: Client, reference: string): Promise<Connector> {
  return pick('connector', (await client.connectors.list()).items, reference)
}

/** The template that an id or exact name means. @throws CliError listing the candidates otherwise. */
export async function findTemplate(client: Client, reference: string): Promise<Template> {
  return pick('template', (await client.templates.list()).items, reference)
}

/** The one thing that `reference` means: an id before a slug before a name, capitals aside at last. */
export function pick<Thing extends Named>(noun: string, things: Thing[], reference: string): Thing {
  const lower = reference.toLowerCase()
  const readings = [
    things.filter((thing) => thing.id === reference),
    things.filter((thing) => thing.slug === reference),
    things.filter((thing) => thing.name === reference),
    things.filter((thing) => thing.name.toLowerCase() === lower),
  ]
  const matches = readings.find((found) => found.length > 0) ?? []
  const [match] = matches
  if (match && matches.length === 1) return match
  if (matches.length > 1)
    throw new CliError(
      'refused',
      `"${reference}" means more than one ${noun}.`,
      `Use an id:\n${choices(matches)}`,
    )
  throw new CliError('refused', `There is no ${noun} "${reference}".`, missingHint(noun, things))
}

function missingHint(noun: string, things: Named[]): string {
  return things.length === 0 ? `There are no ${noun}s yet.` : `There are:\n${choices(things)}`
}

function choices(things: Named[]): string {
  const shown = things.slice(0, 10).map(({ id, slug, name }) => `  ${slug ?? id}  ${name}`)
  return [...shown, ...(things.length > 10 ? [`  and ${things.length - 10} more`] : [])].join('\n')
}
