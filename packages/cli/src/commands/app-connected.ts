import type { Client, Connector } from '@jackfield/sdk'
import type { Command } from 'commander'
import { count, note, print } from '../output.ts'
import { oneLine } from '../plain-text.ts'

/** How many agents are named; the command to see all is said. */
const shown = 10

/** Says who is connected now, and which agents have the app on because of their template (CONFLICT X2). */
export async function showConnected(client: Client, command: Command, connector: Connector): Promise<void> {
  const { name, slug, app, probe } = connector
  print(command, connector, () => oneLine(`${name} is connected${app?.label ? ` as ${app.label}` : ''}.`))
  if (probe && !probe.ok) note(command, `It does not answer well yet: ${probe.message}`)
  const { agents, templates } = await client.connectors.previewDisconnect(connector.id)
  if (agents.length === 0)
    return note(command, `No agent has it on. Turn it on with: jackfield agents toggle <agent> ${slug} on`)
  const all = new Map((await client.agents.list()).items.map((agent) => [agent.id, agent.template]))
  const byTemplate = agents.flatMap((agent) => {
    const template = templates.find(({ id }) => id === all.get(agent.id)?.id)
    return template ? [{ ...agent, template: template.name }] : []
  })
  const others = agents.filter(({ id }) => !byTemplate.some((agent) => agent.id === id))
  if (byTemplate.length > 0) note(command, templateWords(byTemplate, slug))
  if (others.length > 0)
    note(
      command,
      `On for: ${few(
        others.map((agent) => oneLine(agent.name)),
        ', ',
      )}`,
    )
}

function templateWords(agents: { id: string; name: string; template: string }[], slug: string): string {
  const lines = agents.flatMap(({ id, name, template }) => [
    `  ${oneLine(name)}, by the template ${oneLine(template)}; off with:`,
    `    $ jackfield agents toggle ${id} ${slug} off`,
  ])
  const rest = agents.length - shown
  return [
    `It is on now for ${count(agents.length, 'agent')} because of ${agents.length === 1 ? 'its template' : 'their templates'}:`,
    ...lines.slice(0, 2 * shown),
    ...(rest > 0 ? [`  and ${rest} more; see them with: jackfield agents list`] : []),
  ].join('\n')
}

function few(names: string[], between: string): string {
  const rest = names.length - shown
  return [...names.slice(0, shown), ...(rest > 0 ? [`and ${rest} more`] : [])].join(between)
}
