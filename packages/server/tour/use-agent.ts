import { type AgentClients, call, type CallSeen } from './agent-clients.ts'
import type { Narrator } from './narrator.ts'

/** Calls a tool of every server, with either client, and one that takes its time. */
export async function useAgent(
  say: Narrator,
  { sdk1, sdk2 }: AgentClients,
): Promise<{ calls: CallSeen[]; progress: number[] }> {
  say.step('Call a tool of every server, with either client')
  const calls = [
    await call(say, sdk1, 'everything-http__echo', { message: 'from SDK 1.x' }),
    await call(say, sdk2, 'everything-sse__get-sum', { a: 19, b: 23 }),
    await call(say, sdk1, 'team-notes__add', { a: 19, b: 23 }),
    await call(say, sdk2, 'team-notes__write_note', { text: 'Buy milk.' }),
    await call(say, sdk2, 'team-notes__add', { a: 'nineteen' }),
  ]
  say.step('Call one that takes its time, and hear its progress')
  const progress: number[] = []
  const onprogress = (step: {
    progress: number
    total?: number | undefined
    message?: string | undefined
  }) => {
    progress.push(step.progress)
    say.line(`${step.progress} of ${step.total}: ${step.message}`)
  }
  await sdk2.callTool({ name: 'team-notes__slow', arguments: { ms: 800 } }, { onprogress })
  return { calls, progress }
}
