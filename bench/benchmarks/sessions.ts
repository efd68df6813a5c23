import { setTimeout as sleep } from 'node:timers/promises'
import { addAgent, addEcho, ownerOf } from '../account.ts'
import type { KeyedAgent } from '../account.ts'
import type { Bench, Benchmark, Report } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { EchoReady } from '../echo-upstream.ts'
import { heapBytes } from '../heap-size.ts'
import { mcpClient } from '../mcp-client.ts'
import { revisions } from '../mcp-messages.ts'
import type { Era } from '../mcp-messages.ts'
import { residentBytes } from '../process-cost.ts'
import { amountRow, atMost } from '../rows.ts'
import { runHub } from '../run-hub.ts'

const SESSIONS = 1000
const AT_ONCE = 10
/** Code is compiled and caches fill first, which is not the sessions' doing. */
const WARMUP_SESSIONS = 2000

/** What a session that was opened and never closed leaves behind in memory. */
export const sessions: Benchmark = {
  name: 'sessions',
  about: 'memory of MCP sessions that are opened and never closed',
  run: measureSessions,
}

async function measureSessions({ options, closers, freshPlace, say }: Bench): Promise<Report> {
  const { settleSeconds = 60, rounds = 1, eras } = options
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts')
  const hub = await runHub(closers, { place: await freshPlace(), inspect: true })
  const client = await ownerOf(hub.url)
  const agent = await addAgent(client, 'Sessions', [await addEcho(client, 'Echo', echo.ready.urls[0] ?? '')])
  say(`sessions: warming up with ${WARMUP_SESSIONS} sessions`)
  for (const era of eras) await openSessions(era, agent, WARMUP_SESSIONS / eras.length)
  await sleep(settleSeconds * 1000)
  const kilobytes: Record<Era, number[]> = { legacy: [], modern: [] }
  const resident: Record<Era, number[]> = { legacy: [], modern: [] }
  for (let round = 1; round <= rounds; round++) {
    say(`sessions: round ${round} of ${rounds}`)
    for (const era of eras) {
      const [heap, all] = [await heapBytes(hub.inspector), residentBytes(hub.pid)]
      await openSessions(era, agent, SESSIONS)
      await sleep(settleSeconds * 1000)
      resident[era].push((residentBytes(hub.pid) - all) / 2 ** 20)
      kilobytes[era].push(((await heapBytes(hub.inspector)) - heap) / 1024 / SESSIONS)
    }
  }
  return {
    on: ['the agent key, the toolset'],
    rows: eras.flatMap((era) => [
      amountRow(`${revisions[era]}: heap that a session keeps`, 'KB', kilobytes[era], atMost(5)),
      amountRow(`${revisions[era]}: growth of the process meanwhile`, 'MB', resident[era]),
    ]),
    notes: [
      `${SESSIONS} sessions open, list their tools and are left as they are; ${settleSeconds} s later garbage is collected and the heap read.`,
      'Below 0: something else was let go of. The whole process also breathes with what collectors have not yet done.',
      'In 2026-07-28 there is no session: its client asks for server/discover instead of shaking hands.',
    ],
  }
}

/** Each session is a new client; its connections end, as those of a client that went away. */
async function openSessions(era: Era, agent: KeyedAgent, count: number): Promise<void> {
  for (let opened = 0; opened < count; opened += AT_ONCE)
    await Promise.all(Array.from({ length: AT_ONCE }, () => openSession(era, agent)))
}

async function openSession(era: Era, agent: KeyedAgent): Promise<void> {
  const client = mcpClient(era, agent)
  await client.open()
  await client.listTools()
  await client.close()
}
