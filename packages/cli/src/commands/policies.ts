import type { Client, Policies, Policy } from '@jackfield/sdk'
import { Argument, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { findAgent, findConnector } from '../find-by-name.ts'
import { print } from '../output.ts'
import { table } from '../table.ts'

interface ForAgent {
  agent?: string
}

/** `policies show | set`: what happens when a tool is called. */
export function addPolicyCommands(program: Command): void {
  const policies = program
    .command('policies')
    .description('what happens when an agent calls a tool: allow, ask, block')
  policies
    .command('show')
    .description("show the account's rules, or one agent's own")
    .option('--agent <agent>', 'id or exact name')
    .action(showPolicies)
  policies
    .command('set')
    .description("set or remove a rule; the account's rules are the ceiling for every agent's")
    .argument('<connector>', 'id, slug or exact name')
    .argument('<tool>', 'name of the tool, or * for all of the connector')
    .addArgument(new Argument('<policy>', 'none removes the rule').choices(['allow', 'ask', 'block', 'none']))
    .option('--agent <agent>', 'set it for one agent only')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield policies set warehouse \'*\' ask\n  $ jackfield policies set warehouse delete_order block --agent "Support bot"',
    )
    .action(setPolicy)
}

async function showPolicies(options: ForAgent, command: Command): Promise<void> {
  const client = openClient()
  const answer = options.agent
    ? await client.agents.policies.get((await findAgent(client, options.agent)).id)
    : await client.policies.get()
  print(command, answer, () => rules(answer))
}

async function setPolicy(
  connectorName: string,
  tool: string,
  word: Policy | 'none',
  options: ForAgent,
  command: Command,
): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, connectorName)
  const rule = {
    connector: connector.id,
    tool: tool === '*' ? tool : await ownName(client, connector.id, tool),
    policy: word === 'none' ? null : word,
  }
  const answer = options.agent
    ? await client.agents.policies.set((await findAgent(client, options.agent)).id, { rules: [rule] })
    : await client.policies.set({ rules: [rule] })
  print(command, answer, () => rules(answer))
}

/** Rules go by the server's own tool names; people mostly see the public ones. */
async function ownName(client: Client, connectorId: string, tool: string): Promise<string> {
  const { items } = await client.connectors.tools(connectorId)
  return items.find(({ public_name }) => public_name === tool)?.name ?? tool
}

function rules(answer: Policies): string {
  const list = table(
    ['CONNECTOR', 'TOOL', 'POLICY'],
    answer.rules.map(({ connector, tool, policy }) => [connector, tool, policy]),
    { nothing: 'No rules beside it.' },
  )
  return `The account's preset is ${answer.preset}.\n${list}`
}
