import type { CatalogEntryInput, CatalogEntrySaved, CatalogEntrySource, Client } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { addAuthOptions, readAuth, type AuthOptions } from '../entry-auth.ts'
import { CliError, usage } from '../failure.ts'
import { pick } from '../find-by-name.ts'
import { readNamedValues } from '../named-values.ts'
import { readOpenApiSource } from '../openapi-source.ts'
import { note, print } from '../output.ts'
import { collect } from '../secret-options.ts'
import { table } from '../table.ts'

type Picked = CatalogEntryInput['operations']

interface PickOptions extends AuthOptions {
  pick?: string[]
  all?: boolean
  rename?: string[]
  server?: string
  description?: string
}

/** `catalog add | update`. */
export function addEntryCommands(catalog: Command): void {
  const add = catalog
    .command('add')
    .description('add an app of your own from an OpenAPI 3 document')
    .argument('<file or url>', 'JSON or YAML; - for standard input; a URL is fetched by the hub')
    .requiredOption('--name <name>', 'what people call it; its slug is made from this')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield catalog add https://parcels.example.com/openapi.json --name Parcels --pick "GET /parcels/{id}" --pick addNote\n  $ jackfield catalog add parcels.yaml --name Parcels --all --rename addNote=note_down --auth api-key --header X-Api-Key',
    )
    .action(addEntry)
  const update = catalog
    .command('update')
    .description('change an entry, or read its document anew and say what that changes')
    .argument('<entry>', 'id, slug or exact name')
    .argument('[file or url]', 'another document; the one that is there already if absent')
    .option('--name <name>', 'what people call it; its slug stays')
    .option('--dry-run', 'say what would change, and store nothing')
    .action(updateEntry)
  for (const command of [add, update]) {
    command
      .option('--pick <operation>', 'method and path, or its name; may be repeated', collect)
      .option('--all', 'every operation that can be a tool')
      .option('--rename <operation=name>', 'what its tool is called; may be repeated', collect)
      .option('--server <url>', 'where the API is; as the document says if absent')
      .option('--description <text>')
    addAuthOptions(command)
  }
}

async function addEntry(
  reference: string,
  options: PickOptions & { name: string },
  command: Command,
): Promise<void> {
  const client = openClient()
  const source = await readOpenApiSource(reference)
  const operations = await readPicked(client, source, options)
  if (!operations)
    throw usage('No operation is picked.', 'Pass --pick for each, or --all. See: jackfield catalog preview')
  const { name, server, description } = options
  const auth = readAuth(options)
  const saved = await client.catalogEntries.create({
    ...source,
    name,
    operations,
    ...(auth ? { auth } : {}),
    ...(server === undefined ? {} : { server }),
    ...(description === undefined ? {} : { description }),
  })
  print(command, saved, () => toolTable(saved))
  for (const text of saved.notes) note(command, text)
  note(command, `It waits to be connected. See: jackfield connectors show ${saved.entry.slug}`)
}

async function updateEntry(
  reference: string,
  given: string | undefined,
  options: PickOptions & { name?: string; dryRun?: boolean },
  command: Command,
): Promise<void> {
  const client = openClient()
  const entry = pick('entry', (await client.catalogEntries.list()).items, reference)
  const { name, server, description, dryRun = false } = options
  const auth = readAuth(options)
  const source = given === undefined ? undefined : await readOpenApiSource(given)
  const operations = await readPicked(client, source, options)
  const asked = [name, server, description, auth, operations, source].some((one) => one !== undefined)
  const saved = await client.catalogEntries.update(entry.id, {
    version: entry.version,
    dry_run: dryRun,
    refetch: !asked,
    ...source,
    ...(operations ? { operations } : {}),
    ...(auth ? { auth } : {}),
    ...(name === undefined ? {} : { name }),
    ...(server === undefined ? {} : { server }),
    ...(description === undefined ? {} : { description }),
  })
  print(command, saved, () => changeTable(saved))
  for (const text of saved.notes) note(command, text)
}

/** What was picked; undefined where nothing was. */
async function readPicked(
  client: Client,
  source: CatalogEntrySource | undefined,
  { pick: picked = [], all, rename = [] }: PickOptions,
): Promise<Picked | undefined> {
  const names = readNamedValues('--rename', rename)
  const ids = all ? await supported(client, source) : picked
  const stray = Object.keys(names).find((id) => !ids.includes(id))
  if (stray !== undefined)
    throw usage(`--rename: ${stray} is not picked.`, `Pass --pick ${JSON.stringify(stray)} too.`)
  return ids.length === 0
    ? undefined
    : ids.map((id) => ({ id, ...(names[id] === undefined ? {} : { name: names[id] }) }))
}

/** Every operation that can be a tool, by its own name where only one has it. */
async function supported(client: Client, source: CatalogEntrySource | undefined): Promise<string[]> {
  if (!source) throw usage('--all needs the document.', 'Pass its file or URL.')
  const { operations } = await client.catalogEntries.preview(source)
  const possible = operations.filter((operation) => operation.supported)
  if (possible.length === 0)
    throw new CliError('refused', 'None of its operations can be a tool.', 'See: jackfield catalog preview')
  const counts = Map.groupBy(operations, (operation) => operation.operation_id)
  return possible.map(({ id, operation_id: name }) =>
    name !== null && counts.get(name)?.length === 1 ? name : id,
  )
}

function toolTable({ entry }: CatalogEntrySaved): string {
  const rows = entry.tools.map(({ name, operation, effect }) => [name, operation, effect])
  return table(['TOOL', 'OPERATION', 'EFFECT'], rows)
}

function changeTable({ changes }: CatalogEntrySaved): string {
  const { added = [], removed = [], changed = [] } = changes ?? {}
  const rows = [
    ...added.map((name) => [name, 'added', '']),
    ...removed.map((name) => [name, 'removed', '']),
    ...changed.map(({ name, parts }) => [name, 'changed', parts.join(', ')]),
  ]
  return table(['TOOL', 'CHANGE', 'WHAT'], rows, { nothing: 'No tool changes.' })
}
