import type { Connector, ConnectorTool } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { findConnector } from '../find-by-name.ts'
import { localTime, note, print } from '../output.ts'
import { table } from '../table.ts'

/** `connectors tools`. */
export function addConnectorToolsCommand(connectors: Command): void {
  connectors
    .command('tools')
    .description('list its tools, and the changed definitions that wait for a person')
    .argument('<connector>', 'id, slug or exact name')
    .option('--refresh', 'ask the server for its tools first')
    .action(listTools)
}

async function listTools(reference: string, options: { refresh?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, reference)
  const { id, slug } = connector
  const answer = options.refresh
    ? await client.connectors.refreshTools(id)
    : await client.connectors.tools(id)
  print(command, answer, () => toolTable(connector, answer.items))
  if (answer.items.some(({ held }) => held))
    note(command, `Accept what changed with: jackfield connectors accept ${slug}, or refuse it`)
  const missing = [...new Set(answer.items.flatMap((tool) => tool.missing_scopes ?? []))]
  if (missing.length > 0)
    note(
      command,
      `Sign in again and ask for more:\n  $ jackfield connectors sign-in ${slug} ${asked(missing)}`,
    )
}

/** Tools of apps keep their names, so that theirs needs no second column. */
function toolTable({ family }: Connector, tools: ConnectorTool[]): string {
  const nothing = 'No tools.'
  if (family === 'app')
    return table(
      ['TOOL', 'EFFECT', 'STATE', 'DESCRIPTION'],
      tools.map((tool) => [tool.name, tool.effect, stateWords(tool), tool.description]),
      { nothing },
    )
  return table(
    ['TOOL', 'AGENTS SEE', 'EFFECT', 'STATE', 'DESCRIPTION'],
    tools.map((tool) => [
      tool.name,
      tool.public_name,
      tool.effect,
      stateWords(tool),
      tool.title ?? tool.description,
    ]),
    { nothing },
  )
}

function stateWords({ held, missing_since: gone, missing_scopes: scopes = [] }: ConnectorTool): string {
  if (gone) return `gone since ${localTime(gone)}`
  if (held) return `${held.refused_at === null ? 'changed' : 'refused'}: ${held.changed.join(', ')}`
  return scopes.length > 0 ? `not granted: ${scopes.map(orWords).join(', ')}` : '-'
}

function orWords(scope: string): string {
  return scope.replaceAll('|', ' or ')
}

/** Of scopes that will do instead of each other, the first. */
function asked(missing: string[]): string {
  return [...new Set(missing.map((scope) => `--scope ${scope.split('|')[0]}`))].join(' ')
}
