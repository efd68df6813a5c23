import type { Connector, CustomConnectorPatch, Transport } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { acknowledgeRisk, risk } from '../acknowledge-risk.ts'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findConnector } from '../find-by-name.ts'
import { print } from '../output.ts'
import { addSecretOptions, collect, readSecrets, type SecretOptions } from '../secret-options.ts'
import { connectorFacts } from './connector-facts.ts'

interface EditOptions extends SecretOptions {
  name?: string
  description?: string
  url?: string
  transport?: Transport
  removeHeader?: string[]
  readOnly?: boolean
  trustHints?: boolean
  yes?: boolean
}

/** `connectors edit`. */
export function addEditCommand(connectors: Command): void {
  const edit = connectors
    .command('edit')
    .description('change a connector in place; what is not named stays, secrets too')
    .argument('<connector>', 'id, slug or exact name')
    .option('--name <name>')
    .option('--description <text>')
    .option('--url <url>', 'on another server every secret must be given again')
    .addOption(new Option('--transport <transport>').choices(['streamable-http', 'sse']))
    .option('--remove-header <name>', 'may be repeated', collect)
    .option('--read-only', 'use only the tools that read')
    .option('--no-read-only')
    .option('--trust-hints', 'believe which tools the server says only read')
    .option('--no-trust-hints')
    .option('--yes', `say "${risk}", where address or headers change`)
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield connectors edit warehouse --token-stdin --yes < new-token.txt\n  $ jackfield connectors edit warehouse --name "Warehouse EU" --no-trust-hints',
    )
    .action(editConnector)
  addSecretOptions(edit)
}

async function editConnector(reference: string, options: EditOptions, command: Command): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, reference)
  const patch = await readPatch(connector, options)
  if (Object.keys(patch).length === 0)
    throw usage('Nothing to change was given.', 'Add --help to see what can change.')
  const reach = patch.url !== undefined || patch.headers !== undefined || patch.token !== undefined
  if (reach) await acknowledgeRisk(options.yes)
  const edited = await client.connectors.update(connector.id, {
    ...patch,
    version: connector.version,
    ...(reach ? { acknowledged: true } : {}),
  })
  print(command, edited, () => connectorFacts(edited))
}

async function readPatch(
  connector: Connector,
  options: EditOptions,
): Promise<Omit<CustomConnectorPatch, 'version'>> {
  const {
    name,
    description,
    url,
    transport,
    readOnly: read_only,
    trustHints: trust_hints,
    removeHeader = [],
  } = options
  const { headers: given, ...token } = await readSecrets(options)
  const fields = { name, description, url, transport, read_only, trust_hints, ...token }
  const present = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  return given.length + removeHeader.length === 0
    ? present
    : { ...present, headers: mergeHeaders(connector, given, removeHeader) }
}

/** The API takes the whole list; a header without a value keeps the one that is stored. */
function mergeHeaders(connector: Connector, given: { name: string; value: string }[], removed: string[]) {
  const unknown = removed.find((name) => !connector.headers.some((header) => sameName(header.name, name)))
  if (unknown !== undefined)
    throw usage(
      `--remove-header: ${connector.name} has no header "${unknown}".`,
      'See them with: jackfield connectors show',
    )
  const kept = connector.headers
    .map(({ name }) => ({ name }))
    .filter(
      ({ name }) =>
        ![...removed, ...given.map((header) => header.name)].some((other) => sameName(other, name)),
    )
  return [...kept, ...given]
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase()
}
