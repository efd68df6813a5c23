import type { Context, Services } from '../context.ts'
import { refreshTools } from './refresh-tools.ts'
import { toolsetCache } from './toolset-cache.ts'
import type { Toolset, ToolsetConnector } from './toolset.ts'

/** A list younger than this is taken as it is, unless its upstream says that it changed. */
const freshMs = 60_000
/** How long a run waits for upstreams that answered last time; whoever is slower is shown as last seen. */
const patienceMs = 250

/**
 * The agent's toolset as a call needs it: what is stored, no upstream asked.
 * @throws Refusal `not_found`
 */
export function resolveToolset(services: Services, accountId: string, agentId: string): Promise<Toolset> {
  return toolsetCache(services).get(accountId, agentId)
}

/**
 * The agent's toolset as the start of a run needs it (RUN-2, B14): upstreams whose lists are not fresh are asked
 * again, all in parallel. One that is slow, broken or resting delays nobody: its last known list is used.
 */
export async function freshToolset(ctx: Context, agentId: string): Promise<Toolset> {
  const toolset = await resolveToolset(ctx.services, ctx.accountId, agentId)
  const worthWaiting = toolset.connectors
    .map((connector) => refreshIfStale(ctx, connector))
    .filter((refresh) => refresh !== undefined)
  if (worthWaiting.length === 0) return toolset
  await withPatience(Promise.all(worthWaiting))
  return resolveToolset(ctx.services, ctx.accountId, agentId)
}

/** What this node knows of its last look at an upstream. */
interface Look {
  startedAt: number
  failed: boolean
  running: Promise<void> | undefined
}

const looks = new WeakMap<Services, Map<string, Look>>()

/** Starts a refresh where one is due. Gives its promise only when it is likely to end soon. */
function refreshIfStale(ctx: Context, connector: ToolsetConnector): Promise<void> | undefined {
  const { target } = connector
  if (!connector.on || !target || connector.reason === 'needs_reconnect') return undefined
  if (ctx.services.upstreams.resting(target.connectionId)) return undefined
  const known = looksOf(ctx.services)
  const last = known.get(target.connectionId) ?? {
    startedAt: connector.listedAt?.getTime() ?? 0,
    failed: connector.probe?.ok === false,
    running: undefined,
  }
  const age = Date.now() - last.startedAt
  if (last.running) return last.failed || age > patienceMs ? undefined : last.running
  if (age < freshMs) return undefined
  const look: Look = { startedAt: Date.now(), failed: last.failed, running: undefined }
  look.running = lookAgain(ctx, connector.connectorId, look)
  known.set(target.connectionId, look)
  return last.failed ? undefined : look.running
}

function looksOf(services: Services): Map<string, Look> {
  const present = looks.get(services)
  if (present) return present
  const created = new Map<string, Look>()
  looks.set(services, created)
  services.upstreams.onListChanged((connectionId) => {
    const look = created.get(connectionId)
    if (look) look.startedAt = 0
  })
  return created
}

async function lookAgain(ctx: Context, connectorId: string, look: Look): Promise<void> {
  try {
    look.failed = !(await refreshTools(ctx, connectorId)).ok
  } catch (error) {
    look.failed = true
    ctx.services.log.error({ err: error, connector: connectorId }, 'refreshing tools failed')
  } finally {
    look.running = undefined
  }
}

async function withPatience(work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, patienceMs)))])
  clearTimeout(timer)
}
