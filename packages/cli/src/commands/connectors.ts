import type { Connector, ConnectorTool } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { findConnector } from '../find-by-name.ts'
import { statusCell } from '../glyph.ts'
import { localTime, note, print } from '../output.ts'
import { table } from '../table.ts'
import { connectorFacts, toolWords } from './connector-facts.ts'
import { addConnectCommands } from './connectors-connect.ts'
import { addDisconnectCommands } from './connectors-disconnect.ts'
import { addEditCommand } from './connectors-edit.ts'
import { addExportCommand } from './connectors-export.ts'
import { addImportCommand } from './connectors-import.ts'

interface ListOptions {
  family?: Connector['family']
  status?: Connector['status']
  search?: string
}

/** `connectors list | show | tools | add | test | connect | edit | accept | disconnect | remove | import | export`. */
export function addConnectorCommands(program: Command): void {
  const connectors = program.command('connectors').description('what the account has connected')
  connectors
    .command('list')
    .description('list the connectors, their status and how many agents use each')
    .addOption(new Option('--status <status>').choices(['available', 'connected', 'needs_reconnect']))
    .addOption(new Option('--family <family>').choices(['platform', 'app', 'custom']))
    .option('--search <text>', 'in name, slug and description')
    .action(listConnectors)
  connectors
    .command('show')
    .description('show one connector; its secrets are never shown')
    .argument('<connector>', 'id, slug or exact name')
    .action(showConnector)
  connectors
    .command('tools')
    .description('list its tools, and the changed definitions that wait for a person')
    .argument('<connector>', 'id, slug or exact name')
    .option('--refresh', 'ask the server for its tools first')
    .action(listTools)
  addConnectCommands(connectors)
  addEditCommand(connectors)
  addDisconnectCommands(connectors)
  addImportCommand(connectors)
  addExportCommand(connectors)
}

async function listConnectors(options: ListOptions, command: Command): Promise<void> {
  const { status, family, search: q } = options
  const answer = await openClient().connectors.list({ status, family, q })
  print(command, answer, () =>
    table(
      ['SLUG', 'NAME', 'STATUS', 'TOOLS', 'AGENTS', 'URL'],
      answer.items.map((connector) => [
        connector.slug,
        connector.name,
        statusCell(connector.status),
        toolWords(connector),
        String(connector.agent_count),
        connector.url ?? '',
      ]),
      { nothing: 'No connectors. Add an MCP server with: jackfield connectors add <name> <url>' },
    ),
  )
}

async function showConnector(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const connector = await client.connectors.get((await findConnector(client, reference)).id)
  print(command, connector, () => connectorFacts(connector))
}

async function listTools(reference: string, options: { refresh?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const { id, slug } = await findConnector(client, reference)
  const answer = options.refresh
    ? await client.connectors.refreshTools(id)
    : await client.connectors.tools(id)
  print(command, answer, () =>
    table(
      ['TOOL', 'AGENTS SEE', 'EFFECT', 'STATE', 'DESCRIPTION'],
      answer.items.map((tool) => [
        tool.name,
        tool.public_name,
        tool.effect,
        stateWords(tool),
        tool.title ?? tool.description,
      ]),
      { nothing: 'No tools.' },
    ),
  )
  if (answer.items.some(({ held }) => held))
    note(command, `Accept what changed with: jackfield connectors accept ${slug}`)
}

function stateWords({ held, missing_since: missing }: ConnectorTool): string {
  if (missing) return `gone since ${localTime(missing)}`
  return held ? `changed: ${held.changed.join(', ')}` : '-'
}
