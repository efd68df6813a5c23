import type { Agent, AgentKey, AgentKeyInput, Client } from '@jackfield/sdk'
import { Argument, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { usage } from '../failure.ts'
import { findAgent, pick } from '../find-by-name.ts'
import { localTime, note, print } from '../output.ts'
import { table } from '../table.ts'
import { readTime } from '../when.ts'

interface KeyOptions {
  expires?: string
}

/** `agents keys <agent> [list | create | rotate | revoke]`. */
export function addAgentKeyCommand(agents: Command): void {
  agents
    .command('keys')
    .description("the keys that open an agent's MCP endpoint")
    .argument('<agent>', 'id or exact name')
    .addArgument(new Argument('[action]').choices(['list', 'create', 'rotate', 'revoke']).default('list'))
    .argument('[key]', 'create: its name, key-<date> if absent; rotate, revoke: its id or exact name')
    .option('--expires <when>', 'create: a span such as 90d, or a date; never if absent')
    .addHelpText(
      'after',
      '\nThe secret is printed once, as the last line. Rotating ends the old one at once.\n\nExamples:\n  $ jackfield agents keys "Support bot" create laptop --expires 90d\n  $ key="$(jackfield agents keys "Support bot" create ci | tail -1)"',
    )
    .action(agentKeys)
}

async function agentKeys(
  reference: string,
  action: 'list' | 'create' | 'rotate' | 'revoke',
  key: string | undefined,
  options: KeyOptions,
  command: Command,
): Promise<void> {
  const client = openClient()
  const agent = await findAgent(client, reference)
  if (action === 'create') return createKey(client, agent, key, options, command)
  if (action === 'rotate') return rotateKey(client, agent, key, command)
  if (action === 'revoke') return revokeKey(client, agent, key, command)
  return listKeys(client, agent, command)
}

async function listKeys(client: Client, agent: Agent, command: Command): Promise<void> {
  const answer = await client.agents.keys.list(agent.id)
  print(command, answer, () =>
    table(
      ['ID', 'NAME', 'ENDS IN', 'CREATED BY', 'LAST USED', 'EXPIRES'],
      answer.items.map((key) => [
        key.id,
        key.name,
        key.hint,
        key.created_by,
        localTime(key.last_used_at),
        localTime(key.expires_at),
      ]),
      { nothing: `No keys. Make one with: jackfield agents keys ${agent.id} create` },
    ),
  )
}

async function createKey(
  client: Client,
  agent: Agent,
  name: string | undefined,
  options: KeyOptions,
  command: Command,
): Promise<void> {
  const input: AgentKeyInput = {
    name: name ?? `key-${new Date().toISOString().slice(0, 10)}`,
    ...(options.expires ? { expires_at: readTime('--expires', options.expires, 'ahead') } : {}),
  }
  const key = await client.agents.keys.create(agent.id, input)
  note(
    command,
    `Made the key "${key.name}" for ${agent.name}. Send it as "Authorization: Bearer <key>" to ${key.endpoint}`,
  )
  note(command, 'Its secret is shown this once:')
  print(command, key, () => key.secret)
}

async function rotateKey(
  client: Client,
  agent: Agent,
  reference: string | undefined,
  command: Command,
): Promise<void> {
  const { id } = await findKey(client, agent, reference)
  const key = await client.agents.keys.rotate(agent.id, id)
  note(
    command,
    `The old secret of the key "${key.name}" of ${agent.name} has ended. The new one is shown this once:`,
  )
  print(command, key, () => key.secret)
}

async function revokeKey(
  client: Client,
  agent: Agent,
  reference: string | undefined,
  command: Command,
): Promise<void> {
  const key = await findKey(client, agent, reference)
  await client.agents.keys.revoke(agent.id, key.id)
  print(command, {}, () => `Revoked the key "${key.name}" of ${agent.name}.`)
}

async function findKey(client: Client, agent: Agent, reference: string | undefined): Promise<AgentKey> {
  if (reference === undefined)
    throw usage('Which key?', `See them with: jackfield agents keys ${agent.id} list`)
  return pick('key', (await client.agents.keys.list(agent.id)).items, reference)
}
