import type { SkipReason, Toolset, ToolsetConnector } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { findAgent } from '../find-by-name.ts'
import { useCell, useLegend } from '../glyph.ts'
import { print } from '../output.ts'
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
  const toolset = await client.agents.toolset((await findAgent(client, reference)).id)
  const usable = toolset.tools.some(({ policy }) => policy !== 'block')
  print(command, toolset, () => report(toolset, usable))
  if (!usable) process.exitCode = 1
}

function report(toolset: Toolset, usable: boolean): string {
  const { agent, connectors } = toolset
  if (connectors.length === 0)
    return plainText(`${toolset.explanation}\nTry: jackfield connectors add <name> <url>`)
  const rows = connectors.map((connector) => [useCell(connector), connector.slug, connector.explanation])
  // What is off is off on purpose, unless nothing else is left.
  const ailing = connectors.filter(({ used, on }) => !used && (on || !usable))
  const remedies = [...new Set(ailing.map((connector) => `  $ ${remedy(connector, agent.id)}`))]
  return [
    plainText(toolset.explanation),
    '',
    table(['', 'CONNECTOR', 'WHY'], rows, { wrap: true }),
    '',
    ...(remedies.length > 0 ? ['Try:', ...remedies, ''] : []),
    useLegend(),
  ].join('\n')
}

/** The command that comes next, for each reason to skip a connector. */
const nextCommand: Record<SkipReason, (slug: string, agentId: string) => string> = {
  off: (slug, agentId) => `jackfield agents toggle ${agentId} ${slug} on`,
  not_connected: (slug) => `jackfield connectors connect ${slug}`,
  no_user_auth: (slug) => `jackfield connectors connect ${slug}`,
  needs_reconnect: (slug) => `jackfield connectors edit ${slug} --token-stdin`,
  no_tools: (slug) => `jackfield connectors tools ${slug} --refresh`,
  blocked_by_policy: () => 'jackfield policies show',
  unreachable: (slug) => `jackfield connectors test ${slug}`,
  covered_by_platform_toggle: (_slug, agentId) => `jackfield agents show ${agentId}`,
}

function remedy({ slug, reason = 'unreachable' }: ToolsetConnector, agentId: string): string {
  return nextCommand[reason](slug, agentId)
}
