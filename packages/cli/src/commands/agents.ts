import type { AgentSaved } from '@jackfield/sdk'
import type { Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { findAgent, findTemplate } from '../find-by-name.ts'
import { note, print } from '../output.ts'
import { table } from '../table.ts'
import { agentPage, templateWords } from './agent-page.ts'
import { addAgentKeyCommand } from './agents-keys.ts'
import { addToggleCommands } from './agents-toggle.ts'

/** `agents list | show | create | clone | delete | toggle | reset | keys`. */
export function addAgentCommands(program: Command): void {
  const agents = program.command('agents').description('what tools are turned on for')
  agents.command('list').description('list the agents and their MCP endpoints').action(listAgents)
  agents
    .command('show')
    .description('show one agent and what is turned on for it')
    .argument('<agent>', 'id or exact name')
    .action(showAgent)
  agents
    .command('create')
    .description('make an agent from a template')
    .argument('<name>')
    .option('--template <template>', 'id or exact name; the Blank one if absent')
    .option('--description <text>')
    .option('--instructions <text>', 'told to the model')
    .addHelpText('after', '\nExample:\n  $ jackfield agents create "Support bot" --template Blank')
    .action(createAgent)
  agents
    .command('clone')
    .description('copy an agent with its toggles and policies; keys stay behind')
    .argument('<agent>', 'id or exact name')
    .argument('<name>', 'of the copy')
    .action(cloneAgent)
  agents
    .command('delete')
    .description('delete an agent; its endpoint and keys end at once')
    .argument('<agent>', 'id or exact name')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(deleteAgent)
  addToggleCommands(agents)
  addAgentKeyCommand(agents)
}

async function listAgents(_options: object, command: Command): Promise<void> {
  const answer = await openClient().agents.list()
  print(command, answer, () =>
    table(
      ['ID', 'NAME', 'TEMPLATE', 'ENDPOINT'],
      answer.items.map((agent) => [agent.id, agent.name, templateWords(agent), agent.endpoint]),
      { nothing: 'No agents. Make one with: jackfield agents create <name>' },
    ),
  )
}

async function showAgent(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const agent = await client.agents.get((await findAgent(client, reference)).id)
  print(command, agent, () => agentPage(agent))
  for (const hint of agent.hints) note(command, hint)
}

interface CreateOptions {
  template?: string
  description?: string
  instructions?: string
}

async function createAgent(name: string, options: CreateOptions, command: Command): Promise<void> {
  const client = openClient()
  const { template, description, instructions } = options
  const agent = await client.agents.create({
    name,
    ...(description === undefined ? {} : { description }),
    ...(instructions === undefined ? {} : { instructions }),
    ...(template === undefined ? {} : { template_id: (await findTemplate(client, template)).id }),
  })
  showSaved(command, agent)
  note(command, `Make a key for its endpoint with: jackfield agents keys ${agent.id} create`)
}

async function cloneAgent(
  reference: string,
  name: string,
  _options: object,
  command: Command,
): Promise<void> {
  const client = openClient()
  showSaved(command, await client.agents.clone((await findAgent(client, reference)).id, { name }))
}

function showSaved(command: Command, agent: AgentSaved): void {
  print(command, agent, () => agentPage(agent))
  for (const warning of agent.warnings) note(command, warning)
}

async function deleteAgent(reference: string, options: { yes?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const { id, name } = await findAgent(client, reference)
  await confirmRemoval(options.yes, () => `Delete the agent ${name}? Its endpoint and keys end at once.`)
  await client.agents.remove(id)
  print(command, {}, () => `Deleted the agent ${name}.`)
}
