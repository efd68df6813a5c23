import type { ToolsetTool } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { findAgent } from '../find-by-name.ts'
import { count, note, print } from '../output.ts'
import { table } from '../table.ts'

/** `tools <agent>`: what it can use right now. */
export function addToolsCommand(program: Command): void {
  program
    .command('tools')
    .description('list the tools that an agent has right now')
    .argument('<agent>', 'id or exact name')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield tools "Support bot"\n  $ jackfield tools "Support bot" --json | jq -r ".tools[].name"',
    )
    .action(listTools)
}

async function listTools(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const toolset = await client.agents.toolset((await findAgent(client, reference)).id)
  print(command, toolset, () =>
    table(
      ['TOOL', 'EFFECT', 'POLICY', 'DESCRIPTION'],
      toolset.tools.map((tool) => [
        tool.name,
        tool.effect,
        policyWords(tool),
        tool.title ?? tool.description,
      ]),
      { nothing: `No tools. ${toolset.explanation}` },
    ),
  )
  if (toolset.tools.length > 0)
    note(
      command,
      `${count(toolset.tools.length, 'tool')}, about ${count(toolset.approximate_tokens, 'token')} of definitions.`,
    )
}

function policyWords(tool: ToolsetTool): string {
  return tool.held ? `${tool.policy}, held` : tool.policy
}
