import type { Context, Services } from '../context.ts'
import { loadToolset } from './load-toolset.ts'
import { refreshTools } from './refresh-tools.ts'
import type { Asked } from './refresh-tools.ts'
import { toolsetCache } from './toolset-cache.ts'
import type { Toolset, ToolsetConnector } from './toolset.ts'

/** A list younger than this is taken as it is, unless its upstream says that it changed. */
const freshMs = 60_000
/** One younger than this is taken as it is too, and looked at behind the answer. */
const usableMs = 10 * 60_000
/** How long a run waits for upstreams that answered last time; whoever is slower is shown as last seen. */
const patienceMs = 250
/** Who takes longer than this many times what it took before is not waited for: it may be hanging. */
const slowdown = 1.2

/**
 * The agent's toolset as a call needs it: what is stored, no upstream asked.
 * @throws Refusal `not_found`
 */
export function resolveToolset(services: Services, accountId: string, agentId: string): Promise<Toolset> {
  return toolsetCache(services).get(accountId, agentId, (ctx) => loadToolset(ctx, agentId))
}

/**
 * The agent's toolset as the start of a run needs it (RUN-2, B14): upstreams whose lists are not fresh are asked
 * again, all in parallel, and those that nobody has asked for long are waited for. One that is slow, broken or resting
 * delays nobody: its last known list is used.
 */
export async function freshToolset(ctx: Context, agentId: string): Promise<Toolset> {
  const toolset = await resolveToolset(ctx.services, ctx.accountId, agentId)
  const worthWaiting = toolset.connectors
    .map((connector) => refreshIfStale(ctx, connector))
    .filter((look) => look !== undefined)
  if (worthWaiting.length === 0) return toolset
  const patience = Math.max(...worthWaiting.map((look) => look.usualMs * slowdown))
  await withPatience(
    Promise.all(worthWaiting.map((look) => look.running ?? Promise.resolve())),
    Math.min(patience, patienceMs),
  )
  return resolveToolset(ctx.services, ctx.accountId, agentId)
}

/** What this node knows of its last look at an upstream. */
interface Look {
  startedAt: number
  failed: boolean
  /** How long the last look that was answered took. */
  usualMs: number
  /** Whether runs wait for it. */
  awaited: boolean
  running: Promise<void> | undefined
}

const looks = new WeakMap<Services, Map<string, Look>>()

/** Starts a look where one is due. Gives it where it is worth waiting for. */
function refreshIfStale(ctx: Context, connector: ToolsetConnector): Look | undefined {
  const { target } = connector
  if (!connector.on || !target || connector.reason === 'needs_reconnect') return undefined
  if (ctx.services.upstreams.resting(target.connectionId)) return undefined
  const known = looksOf(ctx.services)
  const last = known.get(target.connectionId) ?? {
    startedAt: connector.listedAt?.getTime() ?? 0,
    failed: connector.probe?.ok === false,
    usualMs: patienceMs,
    awaited: false,
    running: undefined,
  }
  const age = Date.now() - last.startedAt
  if (last.running) return last.awaited && age < patienceMs ? last : undefined
  if (age < freshMs) return undefined
  const look: Look = { ...last, startedAt: Date.now(), awaited: !last.failed && age >= usableMs }
  look.running = lookAgain(ctx, { ...connector, target }, look)
  known.set(target.connectionId, look)
  return look.awaited ? look : undefined
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

async function lookAgain(ctx: Context, connector: Asked, look: Look): Promise<void> {
  const started = performance.now()
  try {
    look.failed = !(await refreshTools(ctx, connector)).ok
    if (!look.failed) look.usualMs = performance.now() - started
  } catch (error) {
    look.failed = true
    ctx.services.log.error({ err: error, connector: connector.connectorId }, 'refreshing tools failed')
  } finally {
    look.running = undefined
  }
}

async function withPatience(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([work, new Promise((resolve) => (timer = setTimeout(resolve, ms)))])
  clearTimeout(timer)
}
