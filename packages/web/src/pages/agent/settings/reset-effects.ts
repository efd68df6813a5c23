import type { AgentDetail, Connector, Template } from '@jackfield/sdk'

/** What following the template everywhere would turn on and off for an agent, by name. */
export function resetEffects(agent: AgentDetail, template: Template | undefined, connectors: Connector[]) {
  const { platform_tools, toggles } = agent
  const big = { name: 'Sales Platform tools', ...platform_tools }
  const differing = [big, ...toggles].filter(({ on, default_on }) => on !== default_on)
  // What is off and not connected is not among the toggles; the template may turn it on.
  const listed = new Set(toggles.map((toggle) => toggle.connector_id))
  const unlisted = connectors.filter(({ id }) => template?.connectors.includes(id) && !listed.has(id))
  return {
    turnedOn: [...differing.filter(({ on }) => !on), ...unlisted].map(({ name }) => name),
    turnedOff: differing.filter(({ on }) => on).map(({ name }) => name),
  }
}
