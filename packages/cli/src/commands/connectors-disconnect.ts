import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Connector, ConnectorToolList } from '@jackfield/sdk'
import type { Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { findConnector } from '../find-by-name.ts'
import { count, note, print } from '../output.ts'
import { revocationWords, type Revocation } from './app-facts.ts'
import { keyWay } from './app-ways.ts'

/** How long a disconnect waits for what the app says to it. */
const PATIENCE_MS = 8000

/** `connectors accept | refuse | disconnect | remove`. */
export function addDisconnectCommands(connectors: Command): void {
  connectors
    .command('accept')
    .description('accept tool definitions that the server changed; all that wait if none is named')
    .argument('<connector>', 'id, slug or exact name')
    .argument('[tool...]', "the server's own tool names")
    .addHelpText('after', '\nLook at the changes first: jackfield connectors tools <connector> --json')
    .action(decide('accept'))
  connectors
    .command('refuse')
    .description('refuse them: no agent is given those tools until they are accepted or as they were')
    .argument('<connector>', 'id, slug or exact name')
    .argument('[tool...]', "the server's own tool names")
    .action(decide('refuse'))
  connectors
    .command('disconnect')
    .description("destroy its secrets, and take an app's access back; agents keep their toggles and skip it")
    .argument('<connector>', 'id, slug or exact name')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(disconnect)
  connectors
    .command('remove')
    .description("remove it, with its secrets, tools and every agent's toggle for it")
    .argument('<connector>', 'id, slug or exact name')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(removeConnector)
}

/** What a person decides about changed definitions, and how the answer begins. */
const decisions = {
  accept: { run: 'acceptTools', said: 'Accepted.' },
  refuse: { run: 'refuseTools', said: 'Refused; agents are not given them.' },
} as const

function decide(decision: keyof typeof decisions) {
  const { run, said } = decisions[decision]
  return async (reference: string, tools: string[], _options: object, command: Command): Promise<void> => {
    const client = openClient()
    const { id, name } = await findConnector(client, reference)
    const answer = await client.connectors[run](id, tools.length > 0 ? { tools } : {})
    print(command, answer, () => `${said} ${waitingWords(name, answer)}`)
  }
}

function waitingWords(name: string, { items }: ConnectorToolList): string {
  const waiting = items.filter(({ held }) => held?.refused_at === null).length
  return waiting === 0
    ? `Nothing of ${name} waits any more.`
    : `${count(waiting, 'changed tool')} of ${name} still waiting.`
}

async function disconnect(reference: string, options: { yes?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, reference)
  const { id, name, app, status } = connector
  if (status === 'available')
    return print(command, {}, () => `${name} is not connected. Nothing has changed.`)
  await confirmRemoval(options.yes, async () =>
    [`Disconnect ${name}?`, ...accessWords(connector), await whoUses(client, id)].join(' '),
  )
  await client.connectors.disconnect(id)
  print(
    command,
    {},
    () => `Disconnected ${name}; its secrets are destroyed. Agents keep their toggles and skip it.`,
  )
  if (app) await sayWhatIsLeft(client, command, connector)
}

/** What will be done at the app, before it is. */
function accessWords({ app, name }: Connector): string[] {
  if (!app) return []
  return app.sign_in === 'api_key'
    ? [`Its key is forgotten here and stays valid at ${name}.`]
    : [`The access is then taken back at ${name}, where that is possible.`]
}

/** What became of the access at the app itself, which the hub sees to afterwards. */
async function sayWhatIsLeft(client: Client, command: Command, before: Connector): Promise<void> {
  const { id, name, slug } = before
  if (before.app?.sign_in === 'api_key') {
    const { where = '', fields = [] } = keyWay(await client.connectors.signInOptions(id)) ?? {}
    if (fields.length === 0) return
    return note(
      command,
      `The key still works at ${name}. Delete it there if nothing else uses it${where ? `: ${where}` : '.'}`,
    )
  }
  const revocation = await outcomeOf(client, id)
  if (!revocation) return
  note(command, `${revocationWords(revocation, name)}.`.replace(/\.\.$/, '.'))
  if (revocation.status === 'pending') note(command, `See how it went: jackfield connectors show ${slug}`)
}

/** It usually takes a second or two; who has to wait longer looks later. */
async function outcomeOf(client: Client, id: string): Promise<Revocation | null | undefined> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    const { app } = await client.connectors.get(id)
    const tried = app?.revocation?.message !== null
    if (app?.revocation?.status !== 'pending' || tried || Date.now() > end) return app?.revocation
    await sleep(300)
  }
}

async function removeConnector(
  reference: string,
  options: { yes?: boolean },
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id, name } = await findConnector(client, reference)
  await confirmRemoval(options.yes, async () => `Remove ${name}? ${await whoUses(client, id)}`)
  await client.connectors.remove(id)
  print(command, {}, () => `Removed ${name}.`)
}

async function whoUses(client: Client, id: string): Promise<string> {
  const { agents } = await client.connectors.previewDisconnect(id)
  return agents.length === 0 ? 'No agent has it on.' : `On for: ${agents.map(({ name }) => name).join(', ')}.`
}
