import type { Agent, AgentDetail } from '@jackfield/sdk'
import { statusCell } from '../glyph.ts'
import { facts, table } from '../table.ts'

/** One agent for people: what it is, then its toggles. */
export function agentPage(agent: AgentDetail): string {
  const about = facts([
    ['Name', agent.name],
    ['Id', agent.id],
    ['Template', templateWords(agent)],
    ['Endpoint', agent.endpoint],
    ['Sales Platform', agent.platform_tools.on ? 'on, every area at once' : undefined],
    ['Description', agent.description],
  ])
  return [about, '', agentToggles(agent)].join('\n')
}

/** Every connector with what follows for the agent, what the agent itself says, and whether it is connected. */
export function agentToggles(agent: AgentDetail): string {
  return table(
    ['CONNECTOR', 'NAME', 'ON', 'TOGGLE', 'STATUS'],
    agent.toggles.map((toggle) => [
      toggle.slug,
      toggle.name,
      toggle.on ? 'on' : 'off',
      toggle.state,
      statusCell(toggle.status),
    ]),
    { nothing: 'Nothing is connected yet. See what can be: jackfield connectors list' },
  )
}

/** Its template, and whether the agent departs from it. */
export function templateWords({ template, customized }: Agent): string {
  return customized ? `${template.name}, customized` : template.name
}
