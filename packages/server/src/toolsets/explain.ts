import type { Toolset, ToolsetConnector } from './toolset.ts'

/** One connector's place in a run, in plain words with what to do (TRB-2, TRB-6, TRB-8). */
export function explainConnector(connector: ToolsetConnector): string {
  const { name, reason, toolCount, blockedCount } = connector
  switch (reason) {
    case undefined:
      return connector.probe?.ok === false
        ? `${name} gives ${count(toolCount - blockedCount)} as last seen; its server does not answer now: ${connector.probe.message}`
        : `${name} gives ${count(toolCount - blockedCount)}${blockedCount > 0 ? `; ${blockedCount} more are blocked by policy` : ''}.`
    case 'off':
      return `${name} is off for this agent. Turn it on for the agent.`
    case 'not_connected':
      return `${name} is on, but not connected. Connect it for the account.`
    case 'needs_reconnect':
      return `${name} is on, but needs to be reconnected: ${sentence(connector.statusReason ?? 'its credential was refused')} ${connector.app ? 'Sign in to it again.' : 'Edit its headers or token.'}`
    case 'unreachable':
      return `${name} is on and connected, but its server has not answered yet: ${connector.probe?.message ?? 'it was never reached.'} Test the connection.`
    case 'no_tools':
      return `${name} is on and connected, but its server lists no tools.`
    case 'blocked_by_policy':
      return `${name} is on and connected, but all of its ${toolCount} tools are blocked by policy. Change the policy of the account or the agent.`
    case 'covered_by_platform_toggle':
      return `${name}: Already covered by Sales Platform tools above.`
    default:
      return reason satisfies never
  }
}

/** "Why no tools?" in one paragraph: the first thing that stands in the way, or what there is. */
export function explainToolset(toolset: Toolset): string {
  const on = toolset.connectors.filter((connector) => connector.on)
  const asking = toolset.tools.filter((tool) => tool.policy === 'ask').length
  const { name } = toolset.agent
  if (toolset.tools.length > 0) {
    const skipped = on.filter((connector) => connector.reason)
    const asks = asking > 0 ? ` ${asking} of them need a person's approval.` : ''
    const skips = skipped.length > 0 ? ` Skipped: ${skipped.map(explainConnector).join(' ')}` : ''
    return `${name} can use ${count(toolset.tools.length)}.${asks}${skips}`
  }
  if (toolset.connectors.every((connector) => connector.reason === 'off' && connector.area))
    return `${name} has no tools, because the account has no connectors. Add one.`
  if (on.length === 0)
    return `${name} has no tools, because every connector is off for it. Turn one on for the agent.`
  return `${name} has no tools. ${on.map(explainConnector).join(' ')}`
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`
}

function count(tools: number): string {
  return `${tools} ${tools === 1 ? 'tool' : 'tools'}`
}
