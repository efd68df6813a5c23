import type { Client } from '@jackfield/sdk'
import type { Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { findConnector } from '../find-by-name.ts'
import { count, print } from '../output.ts'

/** `connectors accept | disconnect | remove`. */
export function addDisconnectCommands(connectors: Command): void {
  connectors
    .command('accept')
    .description('accept tool definitions that the server changed; all that wait if none is named')
    .argument('<connector>', 'id, slug or exact name')
    .argument('[tool...]', "the server's own tool names")
    .addHelpText('after', '\nLook at the changes first: jackfield connectors tools <connector> --json')
    .action(acceptTools)
  connectors
    .command('disconnect')
    .description('destroy its secrets; agents keep their toggles and skip it')
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

async function acceptTools(
  reference: string,
  tools: string[],
  _options: object,
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id, name } = await findConnector(client, reference)
  const answer = await client.connectors.acceptTools(id, tools.length > 0 ? { tools } : {})
  const waiting = answer.items.filter(({ held }) => held).length
  print(command, answer, () =>
    waiting === 0
      ? `Accepted. Nothing of ${name} waits any more.`
      : `Accepted. ${count(waiting, 'changed tool')} of ${name} still waiting.`,
  )
}

async function disconnect(reference: string, options: { yes?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const { id, name } = await findConnector(client, reference)
  await confirmRemoval(options.yes, async () => `Disconnect ${name}? ${await whoUses(client, id)}`)
  await client.connectors.disconnect(id)
  print(
    command,
    {},
    () => `Disconnected ${name}; its secrets are destroyed. Agents keep their toggles and skip it.`,
  )
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
