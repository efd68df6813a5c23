import type { Command } from 'commander'
import { askSecret, askText, secretFromStdin } from '../ask.ts'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findConnector } from '../find-by-name.ts'
import { completeValues, readNamedValues } from '../named-values.ts'
import { collect } from '../secret-options.ts'
import { showConnected } from './app-connected.ts'
import { readSettings } from './app-settings.ts'
import { requireKeys, type KeyWay } from './app-ways.ts'

interface KeyOptions {
  field?: string[]
  keyStdin?: boolean
  setting?: string[]
}

/** `connectors key`. */
export function addKeyCommand(connectors: Command): void {
  connectors
    .command('key')
    .description('connect an app, or connect it again, with a personal token or API key of it')
    .argument('<connector>', 'id, slug or exact name')
    .option('--key-stdin', 'read the key from standard input')
    .option(
      '--field <name=value>',
      'a part of it; other users of this machine may see it; may be repeated',
      collect,
    )
    .option('--setting <name=value>', 'what the app has to know, such as a subdomain', collect)
    .addHelpText(
      'after',
      '\nWhat is missing is asked for. The key is tried before it is stored.\n\nExamples:\n  $ jackfield connectors key github --key-stdin < token.txt\n  $ jackfield connectors key jira --field site=acme --field email=me@example.com --key-stdin < token.txt',
    )
    .action(connectWithKey)
}

async function connectWithKey(reference: string, options: KeyOptions, command: Command): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, reference)
  const ways = await client.connectors.signInOptions(connector.id)
  const way = requireKeys(connector, ways)
  const settings = await readSettings(ways, options.setting)
  const key = await readKey(way, options)
  await showConnected(
    client,
    command,
    await client.connectors.connectWithKey(connector.id, { key, settings }),
  )
}

async function readKey(way: KeyWay, options: KeyOptions): Promise<Record<string, string>> {
  const given = readNamedValues('--field', options.field ?? [], { secret: true })
  const secrets = way.fields.filter(({ secret }) => secret)
  const [only] = secrets
  if (options.keyStdin && (!only || secrets.length > 1))
    throw usage(
      `--key-stdin: ${way.label} has ${secrets.length === 0 ? 'no secret part' : 'several secret parts'}.`,
      'Pass each with --field.',
    )
  if (options.keyStdin && only) given[only.name] = await secretFromStdin('--key-stdin')
  return completeValues(
    given,
    way.fields.map(({ name, label, secret }) => ({
      name,
      label,
      option: secret && secrets.length === 1 ? '--key-stdin' : `--field ${name}=<value>`,
      ask: secret ? askSecret : askText,
      ...(secret && way.where ? { hint: `Find it at ${way.where}.` } : {}),
    })),
  )
}
