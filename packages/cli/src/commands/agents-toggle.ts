import { JackfieldError, type AgentSaved, type Client, type ToggleState } from '@jackfield/sdk'
import { Argument, type Command } from 'commander'
import { openClient } from '../connect.ts'
import { findAgent, findConnector } from '../find-by-name.ts'
import { note, print } from '../output.ts'
import { agentToggles } from './agent-page.ts'

/** `agents toggle | platform-tools | reset`. */
export function addToggleCommands(agents: Command): void {
  agents
    .command('toggle')
    .description('turn a connector on or off for an agent, or let the template decide')
    .argument('<agent>', 'id or exact name')
    .argument('<connector>', 'id, slug or exact name')
    .addArgument(new Argument('<state>').choices(['on', 'off', 'inherit']))
    .addHelpText('after', '\nExample:\n  $ jackfield agents toggle "Support bot" warehouse on')
    .action(toggle)
  agents
    .command('platform-tools')
    .description('turn the whole Sales Platform on or off for an agent: every area at once')
    .argument('<agent>', 'id or exact name')
    .addArgument(new Argument('<state>').choices(['on', 'off', 'inherit']))
    .action(togglePlatform)
  agents
    .command('reset')
    .description('let the template decide about every connector again')
    .argument('<agent>', 'id or exact name')
    .action(reset)
}

async function toggle(
  agentName: string,
  connectorName: string,
  state: ToggleState,
  _options: object,
  command: Command,
): Promise<void> {
  const client = openClient()
  const [agent, connector] = await Promise.all([
    findAgent(client, agentName),
    findConnector(client, connectorName),
  ])
  const toggles = { [connector.id]: state }
  const save = (version: number) => client.agents.setToggles(agent.id, { version, toggles })
  show(command, await saveOnTop(client, agent.id, save))
}

async function togglePlatform(
  agentName: string,
  state: ToggleState,
  _options: object,
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id } = await findAgent(client, agentName)
  show(
    command,
    await saveOnTop(client, id, (version) => client.agents.update(id, { version, platform_tools: state })),
  )
}

/** One toggle overwrites nobody's other toggles, so a save in between is no reason to give up. */
async function saveOnTop<Saved>(
  client: Client,
  agentId: string,
  save: (version: number) => Promise<Saved>,
): Promise<Saved> {
  for (let attempt = 1; ; attempt++) {
    const { version } = await client.agents.get(agentId)
    try {
      return await save(version)
    } catch (error) {
      if (attempt === 3 || !(error instanceof JackfieldError) || error.code !== 'version_conflict')
        throw error
    }
  }
}

async function reset(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  show(command, await client.agents.resetToggles((await findAgent(client, reference)).id))
}

function show(command: Command, agent: AgentSaved): void {
  print(command, agent, () => agentToggles(agent))
  for (const remark of [...agent.hints, ...agent.warnings]) note(command, remark)
}
