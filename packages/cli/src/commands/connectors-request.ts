import type { ConnectorRequest } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { pick } from '../find-by-name.ts'
import { localTime, print } from '../output.ts'
import { table } from '../table.ts'

const statuses = ['open', 'planned', 'shipped', 'declined'] as const

/** `connectors request | requests`. */
export function addRequestCommands(connectors: Command): void {
  connectors
    .command('request')
    .description('ask for an app that there is no connector for; or vote for it, if somebody did')
    .argument('<app>', 'its name')
    .option('--note <text>', 'what it is needed for')
    .action(requestConnector)
  connectors
    .command('requests')
    .description('list the apps that people miss; with --status, say what becomes of one')
    .argument('[request]', 'id or exact name of the app')
    .addOption(new Option('--status <status>', 'set it; for admins').choices(statuses))
    .action(listOrSet)
}

async function requestConnector(app: string, options: { note?: string }, command: Command): Promise<void> {
  const request = await openClient().connectorRequests.create({
    app,
    ...(options.note === undefined ? {} : { note: options.note }),
  })
  print(command, request, () =>
    request.votes > 1
      ? `${request.app} was asked for before (${request.status}): ${request.votes} people want it now.`
      : `Asked for ${request.app}. See what becomes of it with: jackfield connectors requests`,
  )
}

async function listOrSet(
  reference: string | undefined,
  options: { status?: ConnectorRequest['status'] },
  command: Command,
): Promise<void> {
  const client = openClient()
  const answer = await client.connectorRequests.list()
  if (reference === undefined) return print(command, answer, () => requestTable(answer.items))
  const named = answer.items.map((request) => ({ ...request, name: request.app }))
  const { id } = pick('request', named, reference)
  const request = options.status
    ? await client.connectorRequests.setStatus(id, { status: options.status })
    : answer.items.find((one) => one.id === id)
  print(command, request, () => requestTable(request ? [request] : []))
}

function requestTable(requests: ConnectorRequest[]): string {
  return table(
    ['APP', 'STATUS', 'VOTES', 'YOURS', 'ASKED BY', 'ASKED', 'NOTE'],
    requests.map((request) => [
      request.app,
      request.status,
      String(request.votes),
      request.voted ? 'yes' : '-',
      request.requested_by,
      localTime(request.created_at),
      request.note,
    ]),
    { nothing: 'Nobody misses an app. Ask for one with: jackfield connectors request <app>' },
  )
}
