import type { Command } from 'commander'
import { openClient } from '../connect.ts'
import { print } from '../output.ts'
import { table } from '../table.ts'

/** `templates list`. */
export function addTemplateCommands(program: Command): void {
  const templates = program.command('templates').description('what agents are made from')
  templates
    .command('list')
    .description('list the templates and how many agents follow each')
    .action(listTemplates)
}

async function listTemplates(_options: object, command: Command): Promise<void> {
  const client = openClient()
  const [answer, connectors] = await Promise.all([client.templates.list(), client.connectors.list()])
  const slugs = new Map(connectors.items.map(({ id, slug }) => [id, slug]))
  print(command, answer, () =>
    table(
      ['ID', 'NAME', 'AGENTS', 'ON BY DEFAULT'],
      answer.items.map((template) => [
        template.id,
        template.name,
        String(template.agent_count),
        template.connectors.map((id) => slugs.get(id) ?? id).join(', ') || '-',
      ]),
    ),
  )
}
