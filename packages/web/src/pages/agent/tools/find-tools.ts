import type { ConnectorTool, Toolset, ToolsetTool } from '@jackfield/sdk'
import type { Skipped } from './why-not.ts'

/** Why one tool is or is not there. */
export interface ToolAnswer {
  name: string
  /** Its connector. */
  from: string
  why: string
  /** Its connector, when that is what keeps it away. */
  skipped?: Skipped
}

/** Everything that is known of tools whose name or title holds `wanted`: those the agent has, and those it has not. */
export function answersFor(
  toolset: Toolset,
  lists: { skipped: Skipped; tools: ConnectorTool[] }[],
  wanted: string,
): ToolAnswer[] {
  const text = wanted.toLowerCase()
  const fits = (...names: (string | undefined)[]) => names.some((name) => name?.toLowerCase().includes(text))
  const own = toolset.tools.filter(({ name, title }) => fits(name, title))
  const names = new Map(toolset.connectors.map(({ slug, name }) => [slug, name]))
  const answer = ({ name, connector, policy, because }: ToolsetTool): ToolAnswer => ({
    name,
    from: names.get(connector) ?? connector,
    why: policy === 'block' ? blockedBecause(because) : 'It is here: the agent can use it.',
  })
  const here = new Set(own.map(({ name }) => name))
  const absent = lists.flatMap(({ skipped, tools }) =>
    tools
      .filter((tool) => !here.has(tool.public_name) && fits(tool.public_name, tool.name, tool.title))
      .map((tool): ToolAnswer => ({
        name: tool.public_name,
        from: skipped.connector.name,
        why: tool.missing_since ? 'Its server does not list it any more.' : skipped.explanation,
        skipped,
      })),
  )
  const { blocked = [], usable = [] } = Object.groupBy(own, ({ policy }) =>
    policy === 'block' ? 'blocked' : 'usable',
  )
  return [...blocked.map(answer), ...absent, ...usable.map(answer)]
}

function blockedBecause(because: ToolsetTool['because']): string {
  if (because === 'read_only_connector') return 'It is blocked: its connector is read-only.'
  if (because === 'refused')
    return 'It is blocked: a person refused its changed definition. The page of its connector can accept it.'
  if (because === 'agent_rule') return 'It is blocked by this agent. Close this, and change its policy.'
  return 'It is blocked by the account. An admin can change that under Settings, Policies.'
}
