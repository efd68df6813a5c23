import { addAgent, addEcho, ownerOf } from '../account.ts'
import { countAudit } from '../audit-count.ts'
import type { Bench, Benchmark, Report, Row } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { ChildProgram } from '../child-program.ts'
import type { EchoReady } from '../echo-upstream.ts'
import type { LoadResult, LoadTarget } from '../load-client.ts'
import { revisions } from '../mcp-messages.ts'
import type { Era } from '../mcp-messages.ts'
import type { PassThroughReady } from '../pass-through.ts'
import { residentBytes } from '../process-cost.ts'
import { amountRow, atLeast, atMost, ratioRow } from '../rows.ts'
import { runHub } from '../run-hub.ts'
import type { HubProcess } from '../run-hub.ts'

const BUSY = 32
const WARMUP_SECONDS = 0.3

/** Who is measured. The hub twice: a call that reads is answered before its audit row, one that writes after it. */
const sides = ['direct', 'pass-through', 'hub, read', 'hub, write'] as const
type Side = (typeof sides)[number]

interface Measured {
  busy: LoadResult[]
  alone: LoadResult[]
}

/** Everything that one era needs, running. */
interface Setting {
  era: Era
  load: ChildProgram<object>
  hub: HubProcess
  targets: Record<Side, LoadTarget>
}

/** What a call through the hub costs, against none in between and against one that looks at nothing. */
export const calls: Benchmark = {
  name: 'calls',
  about: `one tool call: direct, through a bare pass-through and through the hub, at ${BUSY} in flight and one`,
  run: measureCalls,
}

async function measureCalls(bench: Bench): Promise<Report> {
  const { closers, options } = bench
  const load = await startProgram<object>(closers, './load-client.ts')
  const place = await bench.freshPlace()
  const hub = await runHub(closers, { place, profileDirectory: options.profileDirectory })
  const client = await ownerOf(hub.url)
  const rows: Row[] = []
  let answered = 0
  for (const era of options.eras) {
    const setting = { era, load, hub, targets: await targetsOf(bench, era, client) }
    const measured = await measureEra(bench, setting)
    answered += measured.answered
    rows.push(...rowsOf(era, measured.bySide))
  }
  rows.push(amountRow('hub, memory at the end', 'MB', [residentBytes(hub.pid) / 2 ** 20]))
  const count = await countAudit(client, answered)
  await hub.stop()
  return {
    on: ['the agent key, the toolset, validation of arguments, policy, audit'],
    rows,
    notes: [
      `Audit: ${answered} calls went through the hub; ${count.outcomes} outcomes and ${count.intents} intents of writes are in the log.`,
      `Database: ${options.database}. CPU is the hub's process with all its threads.`,
    ],
  }
}

async function targetsOf(
  { closers }: Bench,
  era: Era,
  client: Awaited<ReturnType<typeof ownerOf>>,
): Promise<Record<Side, LoadTarget>> {
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts', ['--era', era])
  const url = echo.ready.urls[0] ?? ''
  const pass = await startProgram<PassThroughReady>(closers, './pass-through.ts', ['--upstream', url])
  const agent = await addAgent(client, era, [await addEcho(client, era, url)])
  return {
    direct: { url, tool: 'echo' },
    'pass-through': { url: `${pass.ready.origin}/mcp`, tool: 'echo' },
    'hub, read': { ...agent, tool: `${era}__echo` },
    'hub, write': { ...agent, tool: `${era}__echo_write` },
  }
}

async function measureEra(
  { options, say }: Bench,
  setting: Setting,
): Promise<{ bySide: Record<Side, Measured>; answered: number }> {
  const { seconds = 0.7, rounds = 3 } = options
  const bySide = Object.fromEntries(
    sides.map((side) => [side, { busy: [], alone: [] }]),
  ) as unknown as Record<Side, Measured>
  let answered = 0
  const measure = async (side: Side, concurrency: number, time: { warmup: number; seconds: number }) => {
    const result = await setting.load.ask<LoadResult>({
      era: setting.era,
      targets: [setting.targets[side]],
      concurrency,
      warmupSeconds: time.warmup,
      seconds: time.seconds,
      pids: side.startsWith('hub') ? [setting.hub.pid] : [],
    })
    if (side.startsWith('hub')) answered += result.answered
    return result
  }
  for (const side of sides) await measure(side, BUSY, { warmup: 1.5, seconds: 0.1 })
  for (let round = 1; round <= rounds; round++) {
    say(`calls: ${setting.era}, round ${round} of ${rounds}`)
    const time = { warmup: WARMUP_SECONDS, seconds }
    for (const side of sides) bySide[side].busy.push(await measure(side, BUSY, time))
    for (const side of sides) bySide[side].alone.push(await measure(side, 1, time))
  }
  return { bySide, answered }
}

function rowsOf(era: Era, bySide: Record<Side, Measured>): Row[] {
  const revision = revisions[era]
  const each = (side: Side) => rowsOfSide(`${revision} ${side}`, bySide[side])
  const against = (side: Side) => {
    const [own, pass, direct] = [bySide[side], bySide['pass-through'], bySide.direct]
    const [speeds, times] = [`calls/s against the pass-through at ${BUSY}`, 'p50 against direct at 1']
    return [
      ratioRow(`${revision} ${side}: ${speeds}`, own.busy.map(speed), pass.busy.map(speed), atLeast(0.25)),
      ratioRow(`${revision} ${side}: ${times}`, own.alone.map(p50), direct.alone.map(p50), atMost(6)),
    ]
  }
  return [...against('hub, read'), ...against('hub, write'), ...sides.flatMap(each)]
}

function rowsOfSide(what: string, { busy, alone }: Measured): Row[] {
  const cpu = busy.map(({ cpuMicroseconds }) => cpuMicroseconds)
  return [
    amountRow(`${what}: calls/s at ${BUSY}`, 'calls/s', busy.map(speed)),
    amountRow(`${what}: p50 at 1`, 'ms', alone.map(p50)),
    amountRow(`${what}: p99 at 1`, 'ms', alone.map(p99)),
    ...(cpu.some((value) => value > 0) ? [amountRow(`${what}: CPU a call at ${BUSY}`, 'us', cpu)] : []),
  ]
}

function speed({ callsPerSecond }: LoadResult): number {
  return callsPerSecond
}

function p50({ p50Ms }: LoadResult): number {
  return p50Ms
}

function p99({ p99Ms }: LoadResult): number {
  return p99Ms
}
