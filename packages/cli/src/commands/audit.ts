import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AuditExportQuery, AuditFilter, AuditVerification, Client } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findAgent, findConnector } from '../find-by-name.ts'
import { newFileProblem } from '../new-file.ts'
import { count, localTime, note, print } from '../output.ts'
import { plainText } from '../plain-text.ts'
import { table } from '../table.ts'
import { readTime } from '../when.ts'

interface FilterOptions {
  kind?: 'change' | 'call'
  action?: string
  actor?: string
  agent?: string
  connector?: string
  tool?: string
  outcome?: 'ok' | 'error' | 'refused' | 'cancelled'
  since?: string
  until?: string
}

/** `audit list | export | verify`. */
export function addAuditCommands(program: Command): void {
  const audit = program.command('audit').description('who changed what, and who called what')
  addFilters(audit.command('list'))
    .description('list events, newest first')
    .option('--limit <number>', 'how many, 1 to 100', '20')
    .option('--cursor <cursor>', 'go on where the page before ended')
    .addHelpText(
      'after',
      '\nExample:\n  $ jackfield audit list --agent "Support bot" --outcome error --since 24h',
    )
    .action(listEvents)
  addFilters(audit.command('export'))
    .description('write out all events, or what the filters leave')
    .addOption(new Option('--format <format>').choices(['jsonl', 'csv']).default('jsonl'))
    .option('--out <file>', 'write to a file, which must not exist yet, instead of standard output')
    .addHelpText('after', '\nExample:\n  $ jackfield audit export --format csv --since 30d --out audit.csv')
    .action(exportEvents)
  audit.command('verify').description('check that no event was changed or taken out').action(verifyChain)
}

function addFilters(command: Command): Command {
  return command
    .addOption(new Option('--kind <kind>').choices(['change', 'call']))
    .option('--action <action>', 'for example agent.created')
    .option('--actor <id>', 'id of the person or key')
    .option('--agent <agent>', 'id or exact name')
    .option('--connector <connector>', 'id, slug or exact name')
    .option('--tool <tool>')
    .addOption(new Option('--outcome <outcome>').choices(['ok', 'error', 'refused', 'cancelled']))
    .option('--since <when>', 'a span back from now such as 24h or 7d, or a date')
    .option('--until <when>', 'the same')
}

async function listEvents(
  options: FilterOptions & { limit: string; cursor?: string },
  command: Command,
): Promise<void> {
  const client = openClient()
  const limit = Number(options.limit)
  if (!Number.isInteger(limit) || limit < 1 || limit > 100)
    throw usage(
      `--limit: "${options.limit}" is not a number from 1 to 100.`,
      'For more, go on with --cursor, or use: jackfield audit export',
    )
  const filter = await readFilter(client, options)
  const answer = await client.audit.list({
    ...filter,
    limit,
    ...(options.cursor ? { cursor: options.cursor } : {}),
  })
  const names = await namesOf(client)
  print(command, answer, () =>
    table(
      ['TIME', 'WHO', 'WHAT', 'AGENT', 'CONNECTOR', 'TOOL', 'OUTCOME', 'MS'],
      answer.items.map((event) => [
        localTime(event.at),
        event.actor.name,
        event.phase === 'intent' && event.kind === 'call' ? `${event.action} (intent)` : event.action,
        named(names, event.agent_id),
        named(names, event.connector_id),
        event.tool ?? '-',
        event.outcome ?? '-',
        event.duration_ms === null ? '-' : String(Math.round(event.duration_ms)),
      ]),
      { nothing: 'No events.' },
    ),
  )
  if (answer.has_more && answer.cursor) note(command, `There are more: add --cursor ${answer.cursor}`)
}

async function exportEvents(
  options: FilterOptions & { format: 'jsonl' | 'csv'; out?: string },
  command: Command,
): Promise<void> {
  const client = openClient()
  const query: AuditExportQuery = { ...(await readFilter(client, options)), format: options.format }
  const shown = options.out === undefined && process.stdout.isTTY
  const lines = client.audit.export(query)
  const text = Readable.from(withLineEnds(lines, shown))
  if (options.out === undefined) return pipeline(text, process.stdout, { end: false })
  await pipeline(text, createWriteStream(options.out, { flags: 'wx', mode: 0o600 })).catch(
    (error: unknown) => {
      throw newFileProblem(error, options.out ?? '')
    },
  )
  note(command, `Wrote ${options.out}.`)
}

async function* withLineEnds(lines: AsyncIterable<string>, shown: boolean): AsyncGenerator<string> {
  for await (const line of lines) yield `${shown ? plainText(line) : line}\n`
}

async function verifyChain(_options: object, command: Command): Promise<void> {
  const answer = await openClient().audit.verify()
  print(command, answer, () => verdict(answer))
  if (!answer.ok) process.exitCode = 1
}

function verdict({ ok, events, broken_at, pruned_before: oldest }: AuditVerification): string {
  const found = ok
    ? `The audit log is whole: ${count(events, 'event')}.`
    : `The audit log is broken: event ${broken_at} does not fit the one before it.`
  if (oldest === undefined) return found
  return `${found}\nIt begins with event ${oldest}; older ones were deleted after their time.`
}

async function readFilter(client: Client, options: FilterOptions): Promise<AuditFilter> {
  const { kind, action, actor, tool, outcome, since, until } = options
  const agent =
    options.agent === undefined ? undefined : await idOf(findAgent(client, options.agent), options.agent)
  const connector =
    options.connector === undefined
      ? undefined
      : await idOf(findConnector(client, options.connector), options.connector)
  return {
    kind,
    action,
    actor,
    agent,
    connector,
    tool,
    outcome,
    since: since === undefined ? undefined : readTime('--since', since, 'behind'),
    until: until === undefined ? undefined : readTime('--until', until, 'behind'),
  }
}

/** What was deleted has no name any more, but its id still stands in the log. */
async function idOf(thing: Promise<{ id: string }>, reference: string): Promise<string> {
  if (/^[a-z]{3}_[0-9a-z]{26}$/.test(reference))
    return thing.then(
      ({ id }) => id,
      () => reference,
    )
  return (await thing).id
}

async function namesOf(client: Client): Promise<Map<string, string>> {
  const [agents, connectors] = await Promise.all([client.agents.list(), client.connectors.list()])
  return new Map([
    ...agents.items.map(({ id, name }) => [id, name] as const),
    ...connectors.items.map(({ id, slug }) => [id, slug] as const),
  ])
}

function named(names: Map<string, string>, id: string | null): string {
  return id === null ? '-' : (names.get(id) ?? id)
}
