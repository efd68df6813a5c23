import { cpus } from 'node:os'
import { addAgent, addEcho, ownerOf } from '../account.ts'
import type { KeyedAgent } from '../account.ts'
import { countAudit } from '../audit-count.ts'
import type { Bench, Benchmark, Report } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { EchoReady } from '../echo-upstream.ts'
import { placeMaker } from '../hub-place.ts'
import type { LoadJob, LoadResult, LoadTarget } from '../load-client.ts'
import type { Era } from '../mcp-messages.ts'
import { amountRow, atLeast, ratioRow } from '../rows.ts'
import { runHub } from '../run-hub.ts'

const BUSY = 32
const ERA: Era = 'modern'
/** Two nodes, the client, the upstream and PostgreSQL. */
const CORES_NEEDED = 5

/** Whether a second node on the same database carries more. */
export const nodes: Benchmark = {
  name: 'nodes',
  about: `two hubs on one PostgreSQL against one, at ${BUSY} in flight`,
  run: measureNodes,
}

async function measureNodes({ options, closers, say }: Bench): Promise<Report> {
  const { seconds = 1, rounds = 3 } = options
  const place = await placeMaker(closers, 'postgres')()
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts', ['--era', ERA])
  const load = await startProgram<object>(closers, './load-client.ts')
  const hubs = [await runHub(closers, { place }), await runHub(closers, { place })]
  const [first, second] = hubs.map(({ url }) => url)
  if (first === undefined || second === undefined) throw new Error('Two hubs were started.')
  const client = await ownerOf(first)
  const agent = await addAgent(client, 'Nodes', [await addEcho(client, 'Echo', echo.ready.urls[0] ?? '')])
  const one = [targetOn(first, agent)]
  const two = [...one, targetOn(second, agent)]
  const [single, double]: [number[], number[]] = [[], []]
  let answered = 0
  const measure = async (targets: LoadTarget[], warmupSeconds: number) => {
    const pids = hubs.map(({ pid }) => pid)
    const job: LoadJob = { era: ERA, targets, concurrency: BUSY, warmupSeconds, seconds, pids }
    const result = await load.ask<LoadResult>(job)
    answered += result.answered
    return result.callsPerSecond
  }
  await measure(two, 3)
  for (let round = 1; round <= rounds; round++) {
    say(`nodes: round ${round} of ${rounds}`)
    single.push(await measure(one, 0.3))
    double.push(await measure(two, 0.3))
  }
  const count = await countAudit(client, answered)
  const goal = cpus().length >= CORES_NEEDED ? atLeast(1.6) : undefined
  return {
    on: ['the agent key, the toolset, validation of arguments, policy, audit'],
    rows: [
      ratioRow('calls/s of two nodes against one', double, single, goal),
      amountRow('calls/s of one node', 'calls/s', single),
      amountRow('calls/s of two nodes', 'calls/s', double),
    ],
    notes: [
      `Audit: ${answered} calls went through the hubs; ${count.outcomes} outcomes are in the one log.`,
      'PostgreSQL runs without fsync here.',
      ...(goal ? [] : [tooFewCores()]),
    ],
  }
}

function targetOn(origin: string, agent: KeyedAgent): LoadTarget {
  return { url: `${origin}${new URL(agent.url).pathname}`, key: agent.key, tool: 'echo__echo' }
}

function tooFewCores(): string {
  return (
    `This machine has ${cpus().length} cores. Two nodes, the client, the upstream and PostgreSQL need at least ` +
    `${CORES_NEEDED}: what a second node adds cannot be seen here, so the goal of 1.6 is not judged.`
  )
}
