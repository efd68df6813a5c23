// Calls tools as fast as the answers come, and checks every answer. Plain requests on purpose: the client must be far
// cheaper than what it measures.
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { mcpRequest, resultOf } from './mcp-messages.ts'
import type { Era } from './mcp-messages.ts'
import { serveParent } from './parent-link.ts'
import { cpuMs } from './process-cost.ts'

/** Where calls go. */
export interface LoadTarget {
  url: string
  /** Sent as Bearer. */
  key?: string
  tool: string
}

export interface LoadJob {
  era: Era
  /** Called in turn. */
  targets: LoadTarget[]
  /** Calls in flight. */
  concurrency: number
  warmupSeconds: number
  /** Ends after this time, or when `mostCalls` are answered, if that is sooner. */
  seconds: number
  mostCalls?: number
  /** Whose CPU to read at the beginning and the end of the measured time. */
  pids: number[]
}

export interface LoadResult {
  /** Calls that were answered rightly in the measured time. */
  calls: number
  callsPerSecond: number
  p50Ms: number
  p99Ms: number
  /** Microseconds of CPU a call, all processes of `pids` together. */
  cpuMicroseconds: number
  /** Every call that was answered rightly, also before and after the measured time. */
  answered: number
}

const pools = new Map<string, Pool>()
let lastId = 0

serveParent({}, (job) => run(job as LoadJob))

/** The state of one job. */
interface Run {
  job: LoadJob
  next: number
  measuring: boolean
  ended: boolean
  answered: number
  milliseconds: number[]
}

async function run(job: LoadJob): Promise<LoadResult> {
  const state: Run = { job, next: 0, measuring: false, ended: false, answered: 0, milliseconds: [] }
  const callers = Array.from({ length: job.concurrency }, () => callUntilEnded(state))
  const failed = Promise.all(callers)
  await Promise.race([sleep(job.warmupSeconds * 1000), failed])
  const [cpuBefore, begun] = [cpuOf(job.pids), performance.now()]
  state.measuring = true
  await Promise.race([sleep(job.seconds * 1000), failed])
  state.measuring = false
  const [cpuAfter, ended] = [cpuOf(job.pids), performance.now()]
  state.ended = true
  await failed
  const sorted = Float64Array.from(state.milliseconds).toSorted()
  return {
    calls: sorted.length,
    callsPerSecond: sorted.length / ((ended - begun) / 1000),
    p50Ms: quantile(sorted, 0.5),
    p99Ms: quantile(sorted, 0.99),
    cpuMicroseconds: ((cpuAfter - cpuBefore) * 1000) / sorted.length,
    answered: state.answered,
  }
}

/** A wrong answer ends the job: numbers of a run that fails say nothing. */
async function callUntilEnded(state: Run): Promise<void> {
  const { targets, era, mostCalls } = state.job
  while (!state.ended) {
    const target = targets[state.next++ % targets.length]
    if (!target) throw new Error('There is nothing to call.')
    const begun = performance.now()
    await callOnce(era, target).catch((error: unknown) => {
      state.ended = true
      throw error
    })
    state.answered++
    if (state.answered === mostCalls) state.ended = true
    if (state.measuring) state.milliseconds.push(performance.now() - begun)
  }
}

async function callOnce(era: Era, target: LoadTarget): Promise<void> {
  const id = ++lastId
  const message = `message ${id}`
  const url = new URL(target.url)
  const request = mcpRequest(era, id, 'tools/call', { name: target.tool, arguments: { message } })
  if (target.key !== undefined) request.headers['authorization'] = `Bearer ${target.key}`
  const answer = await poolOf(url.origin).request({ path: url.pathname, method: 'POST', ...request })
  const text = await answer.body.text()
  const result = resultOf(answer.statusCode, String(answer.headers['content-type']), text)
  if (result['isError'] === true || !JSON.stringify(result['content']).includes(message))
    throw new Error(`A call was answered wrongly: ${text.slice(0, 300)}`)
}

function poolOf(origin: string): Pool {
  const present = pools.get(origin)
  if (present) return present
  const pool = new Pool(origin, { keepAliveTimeout: 4000 })
  pools.set(origin, pool)
  return pool
}

function cpuOf(pids: number[]): number {
  return pids.reduce((sum, pid) => sum + cpuMs(pid), 0)
}

function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}
