import type { Connector, SkipReason, Toolset, ToolsetConnector } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { findAgent } from '../find-by-name.ts'
import { useCell, useLegend } from '../glyph.ts'
import { count, paint, print } from '../output.ts'
import { plainText } from '../plain-text.ts'
import { table } from '../table.ts'

/** `doctor <agent>`: why it has the tools it has, or none. */
export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say why an agent has the tools it has, or none, and what to do')
    .argument('<agent>', 'id or exact name')
    .addHelpText(
      'after',
      '\nExits with 1 when the agent has no usable tool.\n\nExample:\n  $ jackfield doctor "Support bot"',
    )
    .action(examine)
}

async function examine(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { id } = await findAgent(client, reference)
  const [toolset, { items }] = await Promise.all([client.agents.toolset(id), client.connectors.list()])
  const usable = toolset.tools.some(({ policy }) => policy !== 'block')
  print(command, toolset, () => report(toolset, items, usable))
  if (!usable) process.exitCode = 1
}

function report(toolset: Toolset, present: Connector[], usable: boolean): string {
  const { agent } = toolset
  const connectors = toolset.connectors.filter((connector) => isOfInterest(connector, present))
  const hidden = toolset.connectors.length - connectors.length
  if (connectors.length === 0) return plainText(`${toolset.explanation}\nTry: jackfield connectors list`)
  const rows = connectors.map((connector) => [useCell(connector), connector.slug, connector.explanation])
  // What is off is off on purpose, unless nothing else is left.
  const ailing = connectors.filter(({ used, on }) => !used && (on || !usable))
  const remedies = [...new Set(ailing.map((connector) => `  $ ${remedy(connector, agent.id, present)}`))]
  return [
    plainText(toolset.explanation),
    '',
    table(['', 'CONNECTOR', 'WHY'], rows, { wrap: true }),
    ...(hidden > 0 ? [paint('dim', `and ${count(hidden, 'connector')} neither connected nor on`)] : []),
    '',
    ...(remedies.length > 0 ? ['Try:', ...remedies, ''] : []),
    useLegend(),
  ].join('\n')
}

/** Every app has its card from the start: what nobody has connected and the agent does not want explains nothing. */
function isOfInterest({ connector_id: id, reason }: ToolsetConnector, present: Connector[]): boolean {
  const connector = present.find((one) => one.id === id)
  return reason !== 'off' || connector?.status !== 'available' || connector.family === 'custom'
}

interface Place {
  agentId: string
  /** Undefined for one that is gone meanwhile. */
  connector: Connector | undefined
}

/** The command that comes next, for each reason to skip a connector. */
const nextCommand: Record<SkipReason, (slug: string, place: Place) => string> = {
  off: (slug, { agentId }) => `jackfield agents toggle ${agentId} ${slug} on`,
  not_connected: connectCommand,
  no_user_auth: connectCommand,
  needs_reconnect: (slug, place) =>
    place.connector?.app ? connectCommand(slug, place) : `jackfield connectors edit ${slug} --token-stdin`,
  no_tools: (slug) => `jackfield connectors tools ${slug} --refresh`,
  blocked_by_policy: () => 'jackfield policies show',
  unreachable: (slug) => `jackfield connectors test ${slug}`,
  covered_by_platform_toggle: (_slug, { agentId }) => `jackfield agents show ${agentId}`,
}

/** An app is connected by the way that it was connected before, else by signing in. */
function connectCommand(slug: string, { connector }: Place): string {
  if (!connector?.app) return `jackfield connectors connect ${slug}`
  return `jackfield connectors ${connector.app.sign_in === 'api_key' ? 'key' : 'sign-in'} ${slug}`
}

function remedy(skipped: ToolsetConnector, agentId: string, connectors: Connector[]): string {
  const { slug, connector_id: id, reason = 'unreachable' } = skipped
  return nextCommand[reason](slug, { agentId, connector: connectors.find((one) => one.id === id) })
}
