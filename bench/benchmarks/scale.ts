import { ownerOf } from '../account.ts'
import { countAudit } from '../audit-count.ts'
import type { Bench, Benchmark, Report, Row } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { ChildProgram } from '../child-program.ts'
import type { EchoReady } from '../echo-upstream.ts'
import type { LoadJob, LoadResult, LoadTarget } from '../load-client.ts'
import type { Era } from '../mcp-messages.ts'
import { residentBytes } from '../process-cost.ts'
import { amountRow, atMost, ratioRow } from '../rows.ts'
import { runHub, settingsOf } from '../run-hub.ts'
import type { HubProcess } from '../run-hub.ts'
import type { Seeded } from '../seed-account.ts'

const ERA: Era = 'modern'
const BUSY = 32
const sizes = [10, 1000] as const
/** Agents that are called in turn: so many first calls are paid for before the measuring. */
const MOST_CALLED = 200
/** Patience with the first calls. */
const FIRST_SECONDS = 120

/** What a call costs in an account with many agents and connectors, against one with few. */
export const scale: Benchmark = {
  name: 'scale',
  about: 'a call in an account of 1,000 agents and 1,000 connectors, against one of 10 and 10',
  run: measureScale,
}

/** One account, its hub, and what was measured. */
interface Account {
  size: number
  hub: HubProcess
  /** One agent, over and over. */
  one: LoadTarget[]
  /** Many agents in turn. */
  many: LoadTarget[]
  answered: number
  measured: Record<'first' | 'one' | 'many' | 'alone', LoadResult[]>
}

async function measureScale(bench: Bench): Promise<Report> {
  const { closers, options, say } = bench
  const { seconds = 1, rounds = 3 } = options
  const load = await startProgram<object>(closers, './load-client.ts')
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts', ['--era', ERA])
  const few = await openAccount(bench, sizes[0], echo.ready.urls[0] ?? '')
  const many = await openAccount(bench, sizes[1], echo.ready.urls[0] ?? '')
  say('scale: calling each agent a first time')
  for (const account of [few, many]) await callEachOnce(load, account)
  for (let round = 1; round <= rounds; round++) {
    say(`scale: round ${round} of ${rounds}`)
    for (const account of [few, many]) await measureOnce(load, account, seconds)
  }
  for (const { hub, answered } of [few, many]) await countAudit(await ownerOf(hub.url), answered)
  return {
    on: ['the agent key, the toolset, validation of arguments, policy, audit (every row counted)'],
    rows: rowsOf(few, many),
    notes: [
      `Each agent has 5 connectors on; all lead to the same upstream. ${MOST_CALLED} agents are called in turn, after a first call each.`,
    ],
  }
}

async function openAccount(
  { closers, freshPlace, say }: Bench,
  size: number,
  upstream: string,
): Promise<Account> {
  say(`scale: making ${size} agents and ${size} connectors`)
  const place = await freshPlace()
  const args = ['--agents', String(size), '--connectors', String(size), '--upstream', upstream]
  const seed = await startProgram<Seeded>(closers, './seed-account.ts', args, settingsOf(place))
  const hub = await runHub(closers, { place })
  const all = seed.ready.agents.flatMap(({ id, key, tools }) =>
    tools.slice(0, 1).map((tool) => ({ url: `${hub.url}/mcp/${id}`, key, tool })),
  )
  const measured = { first: [], one: [], many: [], alone: [] }
  return { size, hub, one: all.slice(0, 1), many: all.slice(0, MOST_CALLED), answered: 0, measured }
}

async function callEachOnce(load: ChildProgram<object>, account: Account): Promise<void> {
  const { many, measured } = account
  const job = { targets: many, concurrency: 1, seconds: FIRST_SECONDS, mostCalls: many.length }
  measured.first.push(await run(load, account, { ...job, warmupSeconds: 0 }))
  await run(load, account, { targets: many, concurrency: BUSY, seconds: 2, warmupSeconds: 0 })
}

async function measureOnce(load: ChildProgram<object>, account: Account, seconds: number): Promise<void> {
  const { one, many, measured } = account
  const time = { seconds, warmupSeconds: 0.3 }
  measured.one.push(await run(load, account, { ...time, targets: one, concurrency: BUSY }))
  measured.many.push(await run(load, account, { ...time, targets: many, concurrency: BUSY }))
  measured.alone.push(await run(load, account, { ...time, targets: many, concurrency: 1 }))
}

async function run(
  load: ChildProgram<object>,
  account: Account,
  job: Omit<LoadJob, 'era' | 'pids'>,
): Promise<LoadResult> {
  const result = await load.ask<LoadResult>({ ...job, era: ERA, pids: [account.hub.pid] } satisfies LoadJob)
  account.answered += result.answered
  return result
}

function rowsOf(few: Account, many: Account): Row[] {
  const [f, m] = [few.measured, many.measured]
  return [
    ratioRow('CPU a call, one agent called', cpu(m.one), cpu(f.one), atMost(1.2)),
    ratioRow('CPU a call, agents in turn', cpu(m.many), cpu(f.many), atMost(1.2)),
    ratioRow('p50 at 1, agents in turn', p50(m.alone), p50(f.alone), atMost(1.2)),
    ratioRow("p50 of an agent's first call", p50(m.first), p50(f.first)),
    ...[few, many].flatMap(({ size, hub, measured }) => [
      amountRow(`${size}: CPU a call, one agent`, 'us', cpu(measured.one)),
      amountRow(`${size}: CPU a call, agents in turn`, 'us', cpu(measured.many)),
      amountRow(`${size}: p50 at 1, agents in turn`, 'ms', p50(measured.alone)),
      amountRow(`${size}: p50 of a first call`, 'ms', p50(measured.first)),
      amountRow(`${size}: memory`, 'MB', [residentBytes(hub.pid) / 2 ** 20]),
    ]),
  ]
}

function cpu(results: LoadResult[]): number[] {
  return results.map(({ cpuMicroseconds }) => cpuMicroseconds)
}

function p50(results: LoadResult[]): number[] {
  return results.map(({ p50Ms }) => p50Ms)
}
