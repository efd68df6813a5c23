import { setTimeout as sleep } from 'node:timers/promises'
import { addAgent, addEcho, ownerOf } from '../account.ts'
import type { KeyedAgent } from '../account.ts'
import type { Bench, Benchmark, Report, Row } from '../benchmark.ts'
import { startProgram } from '../child-program.ts'
import type { ChildProgram } from '../child-program.ts'
import type { EchoReady, HangRequest } from '../echo-upstream.ts'
import { mcpClient } from '../mcp-client.ts'
import type { Era } from '../mcp-messages.ts'
import { amountRow, atMost, ratioRow } from '../rows.ts'
import { runHub } from '../run-hub.ts'
import type { HubProcess } from '../run-hub.ts'

const MANY = 20
/** Longer than the hub takes a list for fresh (60 s): every measured list sets its upstreams' being asked going. */
const STALE_SECONDS = 60.5
const ERA: Era = 'modern'

/**
 * The agents: one connector, twenty, twenty of which one never answered, and twenty of which one stops to answer
 * after the first rounds. No two share an upstream, because a list that one asked for is fresh for the other.
 */
const agents = ['one', 'twenty', 'dead', 'dying'] as const
type AgentName = (typeof agents)[number]
type Milliseconds = Record<AgentName, number[]>

/** How long a client waits for its first list of tools. */
export const lists: Benchmark = {
  name: 'lists',
  about: `the first tools/list of a fresh client, with one connector and with ${MANY}, one of which may hang`,
  run: measureLists,
}

interface Setting {
  hub: HubProcess
  echo: ChildProgram<EchoReady>
  agents: Record<AgentName, KeyedAgent>
}

async function measureLists(bench: Bench): Promise<Report> {
  const { rounds = 2 } = bench.options
  const setting = await prepare(bench)
  const { echo } = setting
  const works = await measureRounds(bench, setting, rounds, 'all answer but the dead one')
  // In the agent `dying`, whose upstreams are the last ones.
  await echo.ask({ server: echo.ready.urls.length - 1, hang: true } satisfies HangRequest)
  const first = await measureRounds(bench, setting, 1, 'one has begun to hang')
  const later = await measureRounds(bench, setting, rounds, 'one goes on hanging')
  await setting.hub.stop()
  return {
    on: ['the agent key, the toolset, policy'],
    rows: rowsOf(works, first, later),
    notes: [
      `A fresh client connects, says hello and lists. ${STALE_SECONDS} s lie between its rounds, so that no list counts as fresh. (Lists older than ten minutes are also waited for.)`,
      'Upstreams answer at once: what is left is the hub. They share its cores, as does the client.',
    ],
  }
}

async function prepare({ closers, freshPlace, say }: Bench): Promise<Setting> {
  const count = 1 + MANY * 3
  const echo = await startProgram<EchoReady>(closers, './echo-upstream.ts', ['--servers', String(count)])
  const hub = await runHub(closers, { place: await freshPlace() })
  const client = await ownerOf(hub.url)
  say(`lists: connecting ${count} servers`)
  const ids: string[] = []
  const add = async (number: number) =>
    void (ids[number] = await addEcho(client, `Echo ${number}`, echo.ready.urls[number] ?? ''))
  // The one that never answers: adding it takes as long as the hub waits for an upstream to open.
  await echo.ask({ server: 2 * MANY, hang: true } satisfies HangRequest)
  const slow = add(2 * MANY)
  for (let number = 0; number < count; number++) if (number !== 2 * MANY) await add(number)
  await slow
  const agent = (name: AgentName, from: number, to: number) => addAgent(client, name, ids.slice(from, to))
  return {
    hub,
    echo,
    agents: {
      one: await agent('one', 0, 1),
      twenty: await agent('twenty', 1, 1 + MANY),
      dead: await agent('dead', 1 + MANY, 1 + 2 * MANY),
      dying: await agent('dying', 1 + 2 * MANY, count),
    },
  }
}

async function measureRounds(
  { say }: Bench,
  setting: Setting,
  rounds: number,
  what: string,
): Promise<Milliseconds> {
  const measured: Milliseconds = { one: [], twenty: [], dead: [], dying: [] }
  for (let round = 1; round <= rounds; round++) {
    say(`lists: ${what}, round ${round} of ${rounds}`)
    await sleep(STALE_SECONDS * 1000)
    for (const name of agents) {
      measured[name].push(await firstList(setting.agents[name]))
      // What the list has set going behind its answer must not weigh on the next one.
      await sleep(300)
    }
  }
  return measured
}

/** Milliseconds from the connection to the list. */
async function firstList(agent: KeyedAgent): Promise<number> {
  const client = mcpClient(ERA, agent)
  const begun = performance.now()
  await client.open()
  await client.listTools()
  const milliseconds = performance.now() - begun
  await client.close()
  return milliseconds
}

function rowsOf(works: Milliseconds, first: Milliseconds, later: Milliseconds): Row[] {
  return [
    ratioRow(`${MANY} connectors against one`, works.twenty, works.one, atMost(1.5)),
    ratioRow(`${MANY}, one never answered, against ${MANY}`, works.dead, works.twenty, atMost(1.2)),
    ratioRow(`${MANY}, one begins to hang, against ${MANY}`, first.dying, first.twenty, atMost(1.2)),
    ratioRow(`${MANY}, one goes on hanging, against ${MANY}`, later.dying, later.twenty, atMost(1.2)),
    amountRow('one connector', 'ms', works.one),
    amountRow(`${MANY} connectors`, 'ms', works.twenty),
    amountRow(`${MANY}, one never answered`, 'ms', works.dead),
    amountRow(`${MANY}, one begins to hang`, 'ms', first.dying),
    amountRow(`${MANY}, one goes on hanging`, 'ms', later.dying),
  ]
}
