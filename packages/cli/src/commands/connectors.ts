import type { Client, Connector, SignInOptions } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findConnector } from '../find-by-name.ts'
import { statusCell } from '../glyph.ts'
import { note, print } from '../output.ts'
import { table } from '../table.ts'
import { signInFacts } from './app-facts.ts'
import { keyWay, oauthWay } from './app-ways.ts'
import { connectorFacts, toolWords } from './connector-facts.ts'
import { addConnectorToolsCommand } from './connector-tools.ts'
import { addConnectCommands } from './connectors-connect.ts'
import { addDisconnectCommands } from './connectors-disconnect.ts'
import { addEditCommand } from './connectors-edit.ts'
import { addExportCommand } from './connectors-export.ts'
import { addImportCommand } from './connectors-import.ts'
import { addKeyCommand } from './connectors-key.ts'
import { addOAuthAppCommand } from './connectors-oauth-app.ts'
import { addRequestCommands } from './connectors-request.ts'
import { addSignInCommand } from './connectors-sign-in.ts'

interface ListOptions {
  family?: Connector['family']
  status?: Connector['status']
  category?: string
  search?: string
}

/** `connectors list | show | tools | sign-in | key | oauth-app | oauth-apps | add | test | connect | edit | accept | disconnect | remove | import | export | request | requests`. */
export function addConnectorCommands(program: Command): void {
  const connectors = program.command('connectors').description('what the account has connected')
  connectors
    .command('list')
    .description('list the connectors, their status and how many agents use each')
    .addOption(new Option('--status <status>').choices(['available', 'connected', 'needs_reconnect']))
    .addOption(new Option('--family <family>').choices(['platform', 'app', 'custom']))
    .option('--category <category>', 'of apps, such as CRM')
    .option('--search <text>', 'in name, slug and description')
    .action(listConnectors)
  connectors
    .command('show')
    .description('show one connector; its secrets are never shown')
    .argument('<connector>', 'id, slug or exact name')
    .action(showConnector)
  addConnectorToolsCommand(connectors)
  addSignInCommand(connectors)
  addKeyCommand(connectors)
  addOAuthAppCommand(connectors)
  addConnectCommands(connectors)
  addEditCommand(connectors)
  addDisconnectCommands(connectors)
  addImportCommand(connectors)
  addExportCommand(connectors)
  addRequestCommands(connectors)
}

async function listConnectors(options: ListOptions, command: Command): Promise<void> {
  const client = openClient()
  const { status, family, search: q } = options
  const category = options.category === undefined ? undefined : await findCategory(client, options.category)
  const answer = await client.connectors.list({ status, family, category, q })
  const filtered = [status, family, category, q].some((filter) => filter !== undefined)
  print(command, answer, () =>
    table(
      ['SLUG', 'STATUS', 'CATEGORY', 'TOOLS', 'AGENTS', 'ACCOUNT OR URL'],
      answer.items.map((connector) => [
        connector.slug,
        statusCell(connector.status),
        connector.app?.category ?? '-',
        toolWords(connector),
        String(connector.agent_count),
        connector.app?.label ?? connector.url ?? '',
      ]),
      { nothing: filtered ? 'No connector matches.' : 'No connectors.' },
    ),
  )
  for (const { message } of answer.native) note(command, message)
  if (answer.items.length === 0 && answer.native.length === 0 && q !== undefined)
    note(
      command,
      'Add an MCP server with: jackfield connectors add <name> <url>\nOr ask for an app with: jackfield connectors request <app>',
    )
}

/** The category as the apps write it. @throws CliError `usage` listing them */
async function findCategory(client: Client, text: string): Promise<string> {
  const { items } = await client.connectors.list({ family: 'app' })
  const categories = [...new Set(items.flatMap(({ app }) => (app ? [app.category] : [])))].toSorted()
  const found = categories.find((category) => category.toLowerCase() === text.toLowerCase())
  if (found !== undefined) return found
  throw usage(`--category: there is no category "${text}".`, `There are: ${categories.join(', ')}`)
}

async function showConnector(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { id, family, status } = await findConnector(client, reference)
  const connector = await client.connectors.get(id)
  const ways = family === 'app' ? await client.connectors.signInOptions(id) : undefined
  print(command, connector, () =>
    [connectorFacts(connector), ...(ways ? ['', signInFacts(ways)] : [])].join('\n'),
  )
  if (ways && status !== 'connected') note(command, nextSteps(connector, ways))
}

function nextSteps({ slug }: Connector, ways: SignInOptions): string {
  const commands = [
    ...(oauthWay(ways) ? [`jackfield connectors sign-in ${slug}`] : []),
    ...(keyWay(ways) ? [`jackfield connectors key ${slug}`] : []),
  ]
  return `Connect it with: ${commands.join(', or ')}`
}
