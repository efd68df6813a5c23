import type { CallAnswer, ToolsetTool } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { CliError } from '../failure.ts'
import { findAgent } from '../find-by-name.ts'
import { note, print } from '../output.ts'
import { resultText } from '../result-text.ts'
import { collect } from '../secret-options.ts'
import { readArguments, readJsonArguments } from '../tool-arguments.ts'

interface CallOptions {
  arg?: string[]
  jsonArgs?: string
}

/** `call <agent> <tool>`. */
export function addCallCommand(program: Command): void {
  program
    .command('call')
    .description('call a tool as an agent would: same policies, same audit')
    .argument('<agent>', 'id or exact name')
    .argument('<tool>', 'as listed by: jackfield tools <agent>; its own name alone if no other tool ends so')
    .option('--arg <name=value>', "one argument, read by the tool's schema; may be repeated", collect)
    .option('--json-args <json>', 'all arguments as JSON, @file, or - for standard input')
    .addHelpText(
      'after',
      '\nExits with 1 when the tool answers with an error.\n\nExamples:\n  $ jackfield call "Support bot" warehouse__find_order --arg id=1042 --arg open=true\n  $ echo \'{"id": 1042}\' | jackfield call "Support bot" find_order --json-args -',
    )
    .action(callTool)
}

async function callTool(
  reference: string,
  name: string,
  options: CallOptions,
  command: Command,
): Promise<void> {
  const client = openClient()
  const agent = await findAgent(client, reference)
  const { tools } = await client.agents.toolset(agent.id)
  const tool = findTool(tools, name)
  const input = {
    ...(options.jsonArgs === undefined ? {} : await readJsonArguments(options.jsonArgs)),
    ...readArguments(options.arg ?? [], tool?.input_schema),
  }
  // A tool that is not listed is asked for all the same: the server knows why it is not there.
  const answer = await client.agents.call(agent.id, { tool: tool?.name ?? name, arguments: input })
  show(command, answer)
  if (!tool) note(command, `See what there is, and why not more, with: jackfield doctor ${agent.id}`)
}

function findTool(tools: ToolsetTool[], name: string): ToolsetTool | undefined {
  const exact = tools.find((tool) => tool.name === name)
  if (exact) return exact
  const matches = tools.filter((tool) => tool.name.endsWith(`__${name}`))
  if (matches.length > 1)
    throw new CliError(
      'refused',
      `"${name}" means more than one tool.`,
      `Use one of: ${matches.map((tool) => tool.name).join(', ')}`,
    )
  return matches[0]
}

function show(command: Command, answer: CallAnswer): void {
  if (answer.outcome === 'ok') return print(command, answer, () => resultText(answer.result))
  process.exitCode = 1
  // What a failed call says belongs on stderr; with --json it is still the API's answer.
  print(command, answer, () => '')
  note(command, resultText(answer.result) || `The call ended as ${answer.outcome}.`)
}
