import { writeFileSync } from 'node:fs'
import type { McpJson } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { newFileProblem } from '../new-file.ts'
import { count, note, print } from '../output.ts'
import { safeJson } from '../plain-text.ts'

/** `connectors export`. */
export function addExportCommand(connectors: Command): void {
  connectors
    .command('export')
    .description('write the custom connectors as a .mcp.json, with ${VAR} for every secret')
    .option('--out <file>', 'write to a file, which must not exist yet, instead of standard output')
    .addHelpText('after', '\nExample:\n  $ jackfield connectors export --out .mcp.json')
    .action(exportFile)
}

async function exportFile({ out }: { out?: string }, command: Command): Promise<void> {
  const answer = await openClient().connectors.exportMcpJson()
  if (out === undefined) print(command, answer, () => safeJson(answer))
  else {
    writeNew(out, `${safeJson(answer)}\n`)
    note(command, `Wrote ${out} with ${count(Object.keys(answer.mcpServers).length, 'server')}.`)
  }
  const variables = variablesOf(answer)
  if (variables.length > 0)
    note(
      command,
      `Its secrets are left out. They belong in ${variables.join(', ')}; that of a header is its whole value, such as "Bearer ...".`,
    )
}

function variablesOf({ mcpServers }: McpJson): string[] {
  const texts = Object.values(mcpServers).flatMap(({ url, headers = {} }) => [url, ...Object.values(headers)])
  return texts.flatMap((text) => [...text.matchAll(/\$\{(\w+)\}/g)].map(([, name = '']) => name))
}

function writeNew(file: string, content: string): void {
  try {
    writeFileSync(file, content, { flag: 'wx' })
  } catch (error) {
    throw newFileProblem(error, file)
  }
}
