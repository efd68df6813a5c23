import { AgentKeyCreated, AgentKeyInput, AgentKeyList, Id } from '@jackfield/sdk/contract'
import { z } from 'zod'
import { createAgentKey } from '../../agent-keys/create-agent-key.ts'
import { listAgentKeys } from '../../agent-keys/list-agent-keys.ts'
import { revokeAgentKey } from '../../agent-keys/revoke-agent-key.ts'
import { rotateAgentKey } from '../../agent-keys/rotate-agent-key.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Agent keys'
const byId = z.strictObject({ id: Id })
const byKey = z.strictObject({ id: Id, key_id: Id })

/** The keys that open an agent's MCP endpoint. */
export function agentKeyRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/agents/{id}/keys',
    tag,
    summary: "List an agent's keys",
    params: byId,
    answer: AgentKeyList,
    run: ({ ctx, params }) => listAgentKeys({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents/{id}/keys',
    tag,
    summary: 'Create a key for an agent',
    description: 'The answer holds the secret, which is shown this once.',
    params: byId,
    body: AgentKeyInput,
    answer: AgentKeyCreated,
    status: 201,
    run: ({ ctx, params, body }) => createAgentKey({ ctx, input: { ...body, ...params } }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents/{id}/keys/{key_id}/rotate',
    tag,
    summary: "Give an agent's key a new secret",
    description: 'The secret before it ends at once. The answer holds the new one, shown this once.',
    params: byKey,
    answer: AgentKeyCreated,
    run: ({ ctx, params }) => rotateAgentKey({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/agents/{id}/keys/{key_id}',
    tag,
    summary: "Revoke an agent's key",
    params: byKey,
    run: ({ ctx, params }) => revokeAgentKey({ ctx, input: params }),
  })
}
