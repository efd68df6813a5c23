import { setTimeout as pause } from 'node:timers/promises'
import { postMessage } from '../gateway/start-gateway.ts'
import type { ClusterAgent } from './cluster.ts'
import { answerOf } from './two-nodes.ts'

/** One tool call of the load, and what became of it. */
export interface LoadCall {
  /** Known to the caller, the upstream and the audit log. */
  ref: string
  tool: 'append' | 'look'
  agent: ClusterAgent
  /** `performance.now()`. */
  sentAt: number
  /** `performance.now()` of the answer, when it was the right one. */
  acknowledgedAt?: number
  /** What came instead, and `performance.now()` of then. */
  failure?: string
  failedAt?: number
}

export interface Load {
  calls: LoadCall[]
  /** Resolves when every call has ended. */
  stop(): Promise<void>
}

/** Callers that call one tool after the other, each call once, whatever becomes of it. */
export function startLoad(agents: ClusterAgent[], callers: number, random: () => number): Load {
  const calls: LoadCall[] = []
  const stopping = new AbortController()
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const work = async (caller: number) => {
    for (let number = 0; !stopping.signal.aborted; number++) {
      const tool = random() < 0.6 ? 'append' : 'look'
      const call: LoadCall = {
        ref: `${tool}-${caller}-${number}`,
        tool,
        agent: pick(agents),
        sentAt: performance.now(),
      }
      calls.push(call)
      await send(call, Math.floor(random() * 40))
      await pause(random() * 20)
    }
  }
  const working = Promise.all(Array.from({ length: callers }, (_, caller) => work(caller)))
  return {
    calls,
    async stop() {
      stopping.abort()
      await working
    },
  }
}

async function send(call: LoadCall, ms: number): Promise<void> {
  const { ref, tool, agent } = call
  const fail = (failure: string) => Object.assign(call, { failure, failedAt: performance.now() })
  const params = { name: `ledger__${tool}`, arguments: { ref, ms } }
  try {
    const response = await postMessage(
      agent.endpoint,
      { jsonrpc: '2.0', id: ref, method: 'tools/call', params },
      { authorization: `Bearer ${agent.secret}`, 'x-ref': ref },
    )
    const answer = response.ok
      ? JSON.stringify(await answerOf(response))
      : `HTTP ${response.status} ${await response.text()}`
    if (answer.includes(`done ${ref}`) && !answer.includes('isError')) call.acknowledgedAt = performance.now()
    else fail(answer)
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined
    fail(`${String(error)} ${cause instanceof Error ? cause.message : ''}`)
  }
}
