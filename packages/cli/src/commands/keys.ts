import type { ApiKeyInput, Role } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import { localTime, note, print } from '../output.ts'
import { collect } from '../secret-options.ts'
import { table } from '../table.ts'
import { readTime } from '../when.ts'
import { roles } from './roles.ts'

interface CreateOptions {
  name?: string
  readOnly?: boolean
  role?: Role
  scope?: string[]
  inUrl?: boolean
  expires?: string
}

/** `keys list | create | rotate | revoke`: API keys of the account. */
export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('API keys: let scripts act for the account')
  keys.command('list').description('list the keys; secrets are never shown again').action(listKeys)
  keys
    .command('create')
    .description('make a key and print its secret, once, as the last line')
    .argument('[name]', 'what it is for; cli-<date> if absent')
    .option('--name <name>', 'the same, as an option')
    .option('--read-only', 'may read and call reading tools, change nothing')
    .addOption(new Option('--role <role>', 'what it may do; your own role if absent').choices(roles))
    .option('--scope <scope>', 'what it opens: api, sales or sales:<domain>; may be repeated', collect)
    .option('--in-url', 'may stand in an address as ?key=, for clients without headers')
    .option('--expires <when>', 'a span such as 90d, or a date; never if absent')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield keys create ci --read-only --expires 90d\n  $ export JACKFIELD_API_KEY="$(jackfield keys create ci | tail -1)"',
    )
    .action(createKey)
  keys
    .command('rotate')
    .description('give a key a new secret and print it, once, as the last line; the old one ends at once')
    .argument('<key>', 'id or exact name')
    .action(rotateKey)
  keys
    .command('revoke')
    .description('end a key at once')
    .argument('<key>', 'id or exact name')
    .action(revokeKey)
}

async function listKeys(_options: object, command: Command): Promise<void> {
  const answer = await openClient().keys.list()
  print(command, answer, () =>
    table(
      ['ID', 'NAME', 'ROLE', 'OPENS', 'ENDS IN', 'CREATED BY', 'LAST USED', 'EXPIRES'],
      answer.items.map((key) => [
        key.id,
        key.name,
        key.read_only ? `${key.role}, read-only` : key.role,
        key.scopes?.join(', ') ?? 'all',
        key.hint,
        key.created_by,
        localTime(key.last_used_at),
        localTime(key.expires_at),
      ]),
      { nothing: 'No API keys yet. Make one with: jackfield keys create <name>' },
    ),
  )
}

async function createKey(name: string | undefined, options: CreateOptions, command: Command): Promise<void> {
  const input: ApiKeyInput = {
    name: name ?? options.name ?? `cli-${new Date().toISOString().slice(0, 10)}`,
    read_only: options.readOnly ?? false,
    ...(options.role ? { role: options.role } : {}),
    ...(options.scope ? { scopes: options.scope } : {}),
    ...(options.inUrl ? { in_url: true } : {}),
    ...(options.expires ? { expires_at: readTime('--expires', options.expires, 'ahead') } : {}),
  }
  const key = await openClient().keys.create(input)
  note(
    command,
    `Made the key "${key.name}" (${key.role}${key.read_only ? ', read-only' : ''}). Its secret is shown this once:`,
  )
  print(command, key, () => key.secret)
}

async function rotateKey(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { id } = pick('API key', (await client.keys.list()).items, reference)
  const key = await client.keys.rotate(id)
  note(command, `The old secret of the key "${key.name}" has ended. The new one is shown this once:`)
  print(command, key, () => key.secret)
}

async function revokeKey(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const key = pick('API key', (await client.keys.list()).items, reference)
  await client.keys.revoke(key.id)
  print(command, {}, () => `Revoked the key "${key.name}".`)
}
