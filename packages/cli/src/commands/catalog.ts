import type { CatalogEntry, CatalogEntryAuth, CatalogEntryPreview } from '@jackfield/sdk'
import type { Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import { count, localTime, note, print } from '../output.ts'
import { readOpenApiSource } from '../openapi-source.ts'
import { facts, table } from '../table.ts'
import { addEntryCommands } from './catalog-add.ts'

/** `catalog preview | add | update | list | show | remove`. */
export function addCatalogCommands(program: Command): void {
  const catalog = program.command('catalog').description("apps of the account's own, from OpenAPI documents")
  catalog
    .command('preview')
    .description('list what an OpenAPI document offers; stores nothing')
    .argument('<file or url>', 'JSON or YAML; - for standard input; a URL is fetched by the hub')
    .action(preview)
  addEntryCommands(catalog)
  catalog.command('list').description('list the entries and how many tools each has').action(list)
  catalog
    .command('show')
    .description('show one entry and its tools')
    .argument('<entry>', 'id, slug or exact name')
    .action(show)
  catalog
    .command('remove')
    .description('remove an entry with its connector, once it is disconnected')
    .argument('<entry>', 'id, slug or exact name')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(remove)
}

async function preview(reference: string, _options: object, command: Command): Promise<void> {
  const answer = await openClient().catalogEntries.preview(await readOpenApiSource(reference))
  print(command, answer, () =>
    table(
      ['OPERATION', 'NAME', 'EFFECT', 'WHAT IT DOES'],
      answer.operations.map(({ id, operation_id: name, effect, summary, reason }) => [
        id,
        name ?? '-',
        reason === null ? effect : 'not possible',
        reason ?? summary,
      ]),
      { nothing: 'The document describes no operations.' },
    ),
  )
  for (const line of remarks(answer)) note(command, line)
}

function remarks({ servers, auth, problems }: CatalogEntryPreview): string[] {
  const server = servers.find(({ reason }) => reason === null)
  const way = auth.find((one) => one.auth !== null)?.auth
  return [
    server ? `Server: ${server.url}` : 'It does not say where the API is: pass --server.',
    way ? `Sign-in: ${authWords(way)}` : 'It describes no sign-in that can be used: pass --auth.',
    ...problems.map((problem) => `It departs from the specification: ${problem}`),
  ]
}

async function list(_options: object, command: Command): Promise<void> {
  const answer = await openClient().catalogEntries.list()
  print(command, answer, () =>
    table(
      ['SLUG', 'NAME', 'TOOLS', 'SIGN-IN', 'SERVER'],
      answer.items.map(({ slug, name, tool_count: tools, auth, server }) => [
        slug,
        name,
        String(tools),
        authWords(auth),
        server,
      ]),
      { nothing: 'No entries. Add one with: jackfield catalog add <file or url> --name <name> --all' },
    ),
  )
}

async function show(reference: string, _options: object, command: Command): Promise<void> {
  const { catalogEntries } = openClient()
  const entry = await catalogEntries.get(pick('entry', (await catalogEntries.list()).items, reference).id)
  print(command, entry, () => entryFacts(entry))
}

async function remove(reference: string, { yes }: { yes?: boolean }, command: Command): Promise<void> {
  const { catalogEntries } = openClient()
  const { id, name, tool_count: tools } = pick('entry', (await catalogEntries.list()).items, reference)
  await confirmRemoval(yes, () => `Remove ${name} with its ${count(tools, 'tool')}?`)
  await catalogEntries.remove(id)
  print(command, { removed: id }, () => `Removed ${name}.`)
}

function entryFacts(entry: CatalogEntry): string {
  const known = facts([
    ['Name', entry.name],
    ['Slug', entry.slug],
    ['Id', entry.id],
    ['Server', entry.server],
    ['Sign-in', authWords(entry.auth)],
    ['Document', entry.source_url ?? 'was handed over'],
    ['Changed', localTime(entry.updated_at)],
    ['Description', entry.description],
  ])
  const tools = entry.tools.map(({ name, operation, effect, description }) => [
    name,
    operation,
    effect,
    description,
  ])
  return `${known}\n\n${table(['TOOL', 'OPERATION', 'EFFECT', 'DESCRIPTION'], tools)}`
}

function authWords(auth: CatalogEntryAuth): string {
  if (auth.kind === 'api_key') return `key in ${auth.header}`
  return { none: 'none', bearer: 'token', basic: 'user name and password', oauth2: 'OAuth 2' }[auth.kind]
}
