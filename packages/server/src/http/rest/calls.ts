import { CallAnswer, CallInput, Id, Toolset } from '@jackfield/sdk/contract'
import { z } from 'zod'
import { callTool } from '../../calls/call-tool.ts'
import { getToolset } from '../../toolsets/get-toolset.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Agents'
const params = z.strictObject({ id: Id })

/** What an agent can use, and using it. */
export function callRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/agents/{id}/toolset',
    tag,
    summary: 'See what an agent can use, and why not more',
    params,
    answer: Toolset,
    run: ({ ctx, params: input }) => getToolset({ ctx, input }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents/{id}/calls',
    tag,
    summary: 'Call a tool as an agent would',
    params,
    body: CallInput,
    answer: CallAnswer,
    run: async ({ ctx, params: { id }, body, request }) => {
      const call = await callTool({
        ctx,
        input: {
          source: { kind: 'agent', agentId: id },
          name: body.tool,
          arguments: body.arguments,
          signal: request.signal,
        },
      })
      return {
        call_id: call.callId,
        outcome: call.outcome,
        duration_ms: call.durationMs,
        result: call.result,
      }
    },
  })
}
