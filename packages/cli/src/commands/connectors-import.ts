import type { ImportedServer, McpJsonImport } from '@jackfield/sdk'
import type { Command } from 'commander'
import { acknowledgeRisk, risk } from '../acknowledge-risk.ts'
import { askOptionalSecret, isInteractive } from '../ask.ts'
import { variablesFromEnvironment } from '../config.ts'
import { openClient } from '../connect.ts'
import { readMcpJson, readVariables } from '../mcp-json-file.ts'
import { note, print } from '../output.ts'
import { collect } from '../secret-options.ts'
import { table } from '../table.ts'

interface ImportOptions {
  yes?: boolean
  dryRun?: boolean
  set?: string[]
  env?: boolean
}

/** `connectors import <file>`. */
export function addImportCommand(connectors: Command): void {
  connectors
    .command('import')
    .description('add the remote servers of a .mcp.json')
    .argument('<file>', 'the .mcp.json, or - for standard input')
    .option('--dry-run', 'say what would happen, and add nothing')
    .option(
      '--set <VAR=value>',
      'a value for ${VAR}; may be repeated; other users of this machine may see it',
      collect,
    )
    .option('--env', 'take values for ${VAR} from the environment')
    .option('--yes', `say "${risk}"`)
    .addHelpText(
      'after',
      '\nWhat is missing still is asked for, or named where nobody can be asked.\nExits with 1 when a server is refused or lacks a value.\n\nExamples:\n  $ jackfield connectors import .mcp.json --dry-run\n  $ jackfield connectors import .mcp.json --env --yes',
    )
    .action(importFile)
}

async function importFile(file: string, options: ImportOptions, command: Command): Promise<void> {
  const { importMcpJson } = openClient().connectors
  const document = await readMcpJson(file)
  const set = readVariables(options.set ?? [])
  const plan = await importMcpJson({ document, variables: set, dry_run: true })
  if (!plan.servers.some(canBeAdded)) return show(command, plan)
  const variables = await findValues(plan, set, options)
  if (options.dryRun) return show(command, await importMcpJson({ document, variables, dry_run: true }))
  await acknowledgeRisk(options.yes)
  show(command, await importMcpJson({ document, variables, acknowledged: true }))
}

function canBeAdded({ outcome, missing }: ImportedServer): boolean {
  return outcome === 'ready' || missing.length > 0
}

/** What `--set` gave, then the environment where it may be asked, then the person for what is missing still. */
async function findValues(
  plan: McpJsonImport,
  set: Record<string, string>,
  { env, dryRun }: ImportOptions,
): Promise<Record<string, string>> {
  const names = plan.variables.map(({ name }) => name)
  const values = { ...(env ? variablesFromEnvironment(names) : {}), ...set }
  if (dryRun || !isInteractive()) return values
  for (const name of missingOf(plan)) {
    if (name in values) continue
    const users = plan.servers.filter(({ missing }) => missing.includes(name)).map((server) => server.name)
    const value = await askOptionalSecret(`${name}, for ${users.join(', ')} (nothing to leave it out)`)
    if (value !== '') values[name] = value
  }
  return values
}

function missingOf({ servers }: McpJsonImport): string[] {
  return [...new Set(servers.flatMap(({ missing }) => missing))]
}

const words: Record<ImportedServer['outcome'], string> = {
  added: 'added',
  ready: 'would be added',
  skipped: 'skipped',
  needs_setup: 'needs setup',
  refused: 'refused',
}

function show(command: Command, answer: McpJsonImport): void {
  const missing = missingOf(answer)
  if (missing.length > 0 || answer.servers.some(({ outcome }) => outcome === 'refused')) process.exitCode = 1
  print(command, answer, () =>
    table(
      ['SERVER', 'OUTCOME', 'WHY'],
      answer.servers.map((server) => [server.name, words[server.outcome], whyOf(server)]),
      { nothing: 'The file names no servers.', wrap: true },
    ),
  )
  if (missing.length > 0)
    note(
      command,
      `Missing: ${missing.join(', ')}. Give them with --set VAR=value, or export them and add --env.`,
    )
  if (answer.unknown_fields.length > 0)
    note(command, `Left aside beside the servers: ${answer.unknown_fields.join(', ')}.`)
}

function whyOf({ reason, hint, notes, unknown_fields: unknown }: ImportedServer): string {
  const aside = unknown.length > 0 ? [`Left aside: ${unknown.join(', ')}.`] : []
  return [reason, ...(hint ? [hint] : []), ...notes, ...aside].join(' ')
}
