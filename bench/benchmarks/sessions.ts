import { setTimeout as sleep } from 'node:timers/promises'
import { addAgent, addEcho, ownerOf } from '../account.ts'
import type { KeyedAgent } from '../account.ts'
import type { Bench, Benchmark, Report } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { EchoReady } from '../echo-upstream.ts'
import { mcpClient } from '../mcp-client.ts'
import { revisions } from '../mcp-messages.ts'
import type { Era } from '../mcp-messages.ts'
import { residentBytes } from '../process-cost.ts'
import { amountRow, atMost } from '../rows.ts'
import { runHub } from '../run-hub.ts'

/** More than the 1,000 of the goal: what each leaves must stand out from what the heap does by itself. */
const SESSIONS = 4000
const AT_ONCE = 10
/** The heap grows to its working size first, which is not the sessions' doing. */
const WARMUP_SESSIONS = 6000

/** What a session that was opened and never closed leaves behind in memory. */
export const sessions: Benchmark = {
  name: 'sessions',
  about: 'memory of MCP sessions that are opened and never closed',
  run: measureSessions,
}

async function measureSessions({ options, closers, freshPlace, say }: Bench): Promise<Report> {
  const { settleSeconds = 15, rounds = 1, eras } = options
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts')
  const hub = await runHub(closers, { place: await freshPlace() })
  const client = await ownerOf(hub.url)
  const agent = await addAgent(client, 'Sessions', [await addEcho(client, 'Echo', echo.ready.urls[0] ?? '')])
  say(`sessions: warming up with ${WARMUP_SESSIONS} sessions`)
  for (const era of eras) await openSessions(era, agent, WARMUP_SESSIONS / eras.length)
  await sleep(settleSeconds * 1000)
  const kilobytes: Record<Era, number[]> = { legacy: [], modern: [] }
  for (let round = 1; round <= rounds; round++) {
    say(`sessions: round ${round} of ${rounds}`)
    for (const era of eras) {
      const before = residentBytes(hub.pid)
      await openSessions(era, agent, SESSIONS)
      await sleep(settleSeconds * 1000)
      kilobytes[era].push((residentBytes(hub.pid) - before) / 1024 / SESSIONS)
    }
  }
  return {
    on: ['the agent key, the toolset'],
    rows: eras.map((era) =>
      amountRow(`${revisions[era]}: memory of a session`, 'KB', kilobytes[era], atMost(5)),
    ),
    notes: [
      `${SESSIONS} sessions open, list their tools and are left as they are; memory is read ${settleSeconds} s later.`,
      'Below 0: the hub has given memory back meanwhile. With --settle 60 --rounds 3 the numbers are steadier.',
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
