import type { ServerNotifier } from '@modelcontextprotocol/server'
import { systemContext } from '../../context.ts'
import type { Services } from '../../context.ts'
import { refreshTools } from '../../toolsets/refresh-tools.ts'
import { resolveToolset } from '../../toolsets/current-toolset.ts'
import { listPrompts, listResources } from '../../toolsets/resource-index.ts'
import type { Toolset } from '../../toolsets/toolset.ts'

/** Several changes in a row are told once. */
const settleMs = 50

export interface Watch {
  /** Somebody began to listen: changes from now on count. */
  begin(): void
  stop(): void
}

/**
 * Tells an agent's open `subscriptions/listen` streams which of its lists have changed: after a toggle, a policy, a
 * connection or an upstream's own list did. Costs nothing while nobody listens.
 */
export function watchToolsets(
  services: Services,
  accountId: string,
  agentId: string,
  notify: ServerNotifier,
  listening: () => boolean,
): Watch {
  let seen: Lists | undefined
  let timer: NodeJS.Timeout | undefined
  const compare = async () => {
    const now = await currentLists(services, accountId, agentId)
    if (seen?.tools !== now.tools) notify.toolsChanged()
    if (seen?.prompts !== now.prompts) notify.promptsChanged()
    if (seen?.resources !== now.resources) notify.resourcesChanged()
    seen = now
  }
  const schedule = () => {
    if (!listening()) return
    timer ??= setTimeout(() => {
      timer = undefined
      compare().catch((error: unknown) =>
        services.log.debug({ err: error, agent: agentId }, 'list changes could not be told'),
      )
    }, settleMs)
  }
  const stopChanges = services.changes.subscribe((changed) => {
    if (changed === undefined || changed === accountId) schedule()
  })
  const stopUpstreams = services.upstreams.onListChanged((connectionId) => {
    if (listening()) refreshIfUsed(services, accountId, agentId, connectionId).catch(() => {})
  })
  return {
    begin() {
      currentLists(services, accountId, agentId).then(
        (now) => (seen = now),
        () => {},
      )
    },
    stop() {
      clearTimeout(timer)
      stopChanges()
      stopUpstreams()
    },
  }
}

interface Lists {
  tools: string
  prompts: string
  resources: string
}

/** @throws Refusal `not_found` for an agent that is gone; the driver's error, which says nothing about the lists */
async function currentLists(services: Services, accountId: string, agentId: string): Promise<Lists> {
  const toolset = await resolveToolset(services, accountId, agentId)
  return {
    tools: toolset.tools.map((tool) => `${tool.publicName} ${tool.definitionHash}`).join('\n'),
    prompts: JSON.stringify(listPrompts(toolset)),
    resources: JSON.stringify(listResources(toolset)),
  }
}

async function refreshIfUsed(
  services: Services,
  accountId: string,
  agentId: string,
  connectionId: string,
): Promise<void> {
  const toolset: Toolset = await resolveToolset(services, accountId, agentId)
  const connector = toolset.used.find((one) => one.target.connectionId === connectionId)
  if (connector) await refreshTools(systemContext(services, accountId, 'list changed'), connector.connectorId)
}
