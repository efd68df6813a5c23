import { mcpClients, mcpConfig, type McpClient, type McpConfigBlock } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { secretFromStdin } from '../ask.ts'
import { openClient } from '../connect.ts'
import { findAgent } from '../find-by-name.ts'
import { note, paint, print } from '../output.ts'

interface ConfigOptions {
  client: McpClient | 'all'
  name: string
  key?: string
  keyStdin?: boolean
  newKey?: string
}

/** `mcp-config <agent>`: what to paste into an MCP client. */
export function addMcpConfigCommand(program: Command): void {
  const keyOptions = ['key', 'keyStdin', 'newKey']
  const others = (one: string) => keyOptions.filter((other) => other !== one)
  program
    .command('mcp-config')
    .description("print what to paste into an MCP client, so that it uses an agent's endpoint")
    .argument('<agent>', 'id or exact name')
    .addOption(
      new Option('--client <client>', 'for which client').choices([...mcpClients, 'all']).default('all'),
    )
    .option('--name <name>', 'what the client calls the server', 'jackfield')
    .addOption(
      new Option(
        '--key <secret>',
        'an agent key to fill in; other users of this machine may see it',
      ).conflicts(others('key')),
    )
    .addOption(
      new Option('--key-stdin', 'read the agent key from standard input').conflicts(others('keyStdin')),
    )
    .addOption(
      new Option('--new-key <key name>', 'make an agent key and fill it in').conflicts(others('newKey')),
    )
    .addHelpText(
      'after',
      '\nWithout a key, the block takes it from the environment, or the client asks for it.\n\nExamples:\n  $ jackfield mcp-config "Support bot"\n  $ jackfield mcp-config "Support bot" --client codex >> ~/.codex/config.toml\n  $ jackfield mcp-config "Support bot" --client claude-code --new-key laptop | sh',
    )
    .action(printConfig)
}

async function printConfig(reference: string, options: ConfigOptions, command: Command): Promise<void> {
  const client = openClient()
  const agent = await findAgent(client, reference)
  const wanted = options.client === 'all' ? mcpClients : [options.client]
  const { name } = options
  // A name that no client takes is refused before a key is made for it.
  for (const one of wanted) mcpConfig(one, { name, endpoint: agent.endpoint })
  const key = await readKey(options, async (keyName) => {
    const made = await client.agents.keys.create(agent.id, { name: keyName })
    note(command, `Made the key "${made.name}" for ${agent.name}. It is shown this once.`)
    return made.secret
  })
  const blocks = wanted.map((one) => mcpConfig(one, { name, endpoint: agent.endpoint, key }))
  print(command, { items: blocks }, () =>
    options.client === 'all'
      ? blocks.map((block) => section(block)).join('\n\n')
      : blocks.map(({ text }) => text).join(''),
  )
  const [only] = blocks
  if (options.client === 'all' || !only) return
  note(command, `For ${only.title}: ${only.place}.`)
  if (only.note) note(command, only.note)
}

async function readKey(
  options: ConfigOptions,
  make: (name: string) => Promise<string>,
): Promise<string | undefined> {
  if (options.keyStdin) return secretFromStdin('--key-stdin')
  return options.newKey === undefined ? options.key : make(options.newKey)
}

function section({ title, place, text, note: remark }: McpConfigBlock): string {
  const head = paint('bold', `${title}: ${place}`)
  return [head, ...(remark ? [paint('dim', remark)] : []), '', text].join('\n')
}
