import { ApiKeyCreated, ApiKeyInput, ApiKeyList, Id } from '@jackfield/sdk/contract'
import { z } from 'zod'
import { createApiKey } from '../../api-keys/create-api-key.ts'
import { listApiKeys } from '../../api-keys/list-api-keys.ts'
import { revokeApiKey } from '../../api-keys/revoke-api-key.ts'
import { rotateApiKey } from '../../api-keys/rotate-api-key.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'API keys'
const params = z.strictObject({ id: Id })

/** Keys of the account. An agent's own keys are under the agent. */
export function apiKeyRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/keys',
    tag,
    summary: 'List API keys',
    answer: ApiKeyList,
    run: ({ ctx }) => listApiKeys({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/keys',
    tag,
    summary: 'Create an API key',
    description: 'Its role is at most your own. The secret is in this answer and nowhere else.',
    body: ApiKeyInput,
    answer: ApiKeyCreated,
    status: 201,
    run: ({ ctx, body }) => createApiKey({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/keys/{id}/rotate',
    tag,
    summary: 'Give an API key a new secret',
    description: 'The secret before it ends at once. The new one is in this answer and nowhere else.',
    params,
    answer: ApiKeyCreated,
    run: ({ ctx, params: input }) => rotateApiKey({ ctx, input }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/keys/{id}',
    tag,
    summary: 'Revoke an API key',
    params,
    run: ({ ctx, params: input }) => revokeApiKey({ ctx, input }),
  })
}
