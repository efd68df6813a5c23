import type { Client, ConnectorTest, Transport } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { acknowledgeRisk, risk } from '../acknowledge-risk.ts'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findConnector } from '../find-by-name.ts'
import { note, print } from '../output.ts'
import { oneLine } from '../plain-text.ts'
import { addSecretOptions, readSecrets, type SecretOptions } from '../secret-options.ts'
import { facts } from '../table.ts'
import { connectorFacts } from './connector-facts.ts'

interface AddOptions extends SecretOptions {
  description?: string
  transport: Transport
  readOnly?: boolean
  trustHints?: boolean
  yes?: boolean
}

/** `connectors add | test | connect`. */
export function addConnectCommands(connectors: Command): void {
  const add = connectors
    .command('add')
    .description('connect an MCP server by its URL')
    .argument('<name>', 'what people call it; its slug is made from this')
    .argument('<url>', 'called exactly as entered')
    .option('--description <text>')
    .option('--read-only', 'use only the tools that read')

    .option(
      '--trust-hints',
      'believe which tools the server says only read; else every tool counts as writing',
    )
    .option('--yes', `say "${risk}"`)
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield connectors add Warehouse https://warehouse.example.com/mcp --token-stdin --yes < token.txt\n  $ jackfield connectors add Notes http://127.0.0.1:8080/sse --transport sse --header "X-Team: sales"',
    )
    .action(addConnector)
  const test = connectors
    .command('test')
    .description('try a stored connector, or a URL before it is added; calls no tool')
    .argument('<connector or url>')
    .addHelpText(
      'after',
      '\nExits with 1 when the test fails.\n\nExamples:\n  $ jackfield connectors test warehouse\n  $ jackfield connectors test https://warehouse.example.com/mcp --token-stdin < token.txt',
    )
    .action(testConnector)
  const connect = connectors
    .command('connect')
    .description(
      'connect an area of the Sales Platform, or again after a disconnect, which destroyed secrets',
    )
    .argument('<connector>', 'id, slug or exact name')
    .option('--url <url>', 'another address')
    .action(connectAgain)
  for (const command of [add, test, connect]) addSecretOptions(command)
  for (const command of [add, test]) addTransportOption(command)
}

async function addConnector(name: string, url: string, options: AddOptions, command: Command): Promise<void> {
  const client = openClient()
  await acknowledgeRisk(options.yes)
  const { description, transport, readOnly = false, trustHints = false } = options
  const connector = await client.connectors.addCustom({
    name,
    url,
    transport,
    read_only: readOnly,
    trust_hints: trustHints,
    acknowledged: true,
    ...(await readSecrets(options)),
    ...(description === undefined ? {} : { description }),
  })
  print(command, connector, () => connectorFacts(connector))
  if (connector.probe?.ok)
    note(command, `Turn it on with: jackfield agents toggle <agent> ${connector.slug} on`)
  else
    note(
      command,
      `It is stored, but gives no tools yet. Look again with: jackfield connectors test ${connector.slug}`,
    )
}

async function testConnector(
  reference: string,
  options: SecretOptions & { transport: Transport },
  command: Command,
): Promise<void> {
  const result = await runTest(openClient(), reference, options)
  print(command, result, () => testFacts(result))
  if (!result.ok) process.exitCode = 1
}

async function runTest(
  client: Client,
  reference: string,
  options: SecretOptions & { transport: Transport },
): Promise<ConnectorTest> {
  // Anything with a scheme goes to the server, which says what is wrong with it.
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(reference))
    return client.connectors.test((await findConnector(client, reference)).id)
  return client.connectors.testUrl({
    url: reference,
    transport: options.transport,
    ...(await readSecrets(options)),
  })
}

function testFacts(result: ConnectorTest): string {
  const said = facts([
    ['Failure', result.failure],
    ['What to do', result.hint],
    ['Try', result.suggested_transport && `--transport ${result.suggested_transport}`],
    ['Server', result.server_name],
    ['Revision', result.protocol_version],
    ['Took', `${Math.round(result.latency_ms)} ms`],
    ['Tools', result.tools && `${result.tools.length}`],
  ])
  return [oneLine(result.message), said, ...(result.tools ?? []).map((tool) => `  ${oneLine(tool)}`)].join(
    '\n',
  )
}

async function connectAgain(
  reference: string,
  options: SecretOptions & { url?: string },
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id, slug, family, name } = await findConnector(client, reference)
  if (family === 'app')
    throw usage(
      `${name} is an app, and connected by signing in or by a key of it.`,
      `Use: jackfield connectors sign-in ${slug}\nOr:  jackfield connectors key ${slug}`,
    )
  const connector =
    family === 'platform'
      ? await client.connectors.connectArea({ area: slug })
      : await client.connectors.connect(id, await readReach(options))
  print(command, connector, () => connectorFacts(connector))
}

async function readReach(options: SecretOptions & { url?: string }) {
  const { headers, ...token } = await readSecrets(options)
  return {
    ...token,
    ...(headers.length > 0 ? { headers } : {}),
    ...(options.url === undefined ? {} : { url: options.url }),
  }
}

function addTransportOption(command: Command): void {
  command.addOption(
    new Option('--transport <transport>', 'how the server speaks')
      .choices(['streamable-http', 'sse'])
      .default('streamable-http'),
  )
}
