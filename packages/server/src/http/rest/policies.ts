import { Id, Policies, PoliciesInput } from '@jackfield/sdk/contract'
import { z } from 'zod'
import { listAccountPolicies } from '../../policies/list-account-policies.ts'
import { listAgentPolicies } from '../../policies/list-agent-policies.ts'
import { setAccountPolicies } from '../../policies/set-account-policies.ts'
import { setAgentPolicies } from '../../policies/set-agent-policies.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Policies'
const byId = z.strictObject({ id: Id })

/** What happens when an agent calls a tool: allow, ask or block. */
export function policyRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/policies',
    tag,
    summary: "List the account's policies",
    answer: Policies,
    run: ({ ctx }) => listAccountPolicies({ ctx }),
  })
  endpoint(rest, {
    method: 'put',
    path: '/policies',
    tag,
    summary: "Set the account's policies",
    description: 'They are the ceiling for every agent. Rules that are not given stay.',
    body: PoliciesInput,
    answer: Policies,
    run: ({ ctx, body }) => setAccountPolicies({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/agents/{id}/policies',
    tag,
    summary: "List an agent's own policies",
    params: byId,
    answer: Policies,
    run: ({ ctx, params }) => listAgentPolicies({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'put',
    path: '/agents/{id}/policies',
    tag,
    summary: "Set an agent's own policies",
    description: 'An agent may only be stricter than its account. Rules that are not given stay.',
    params: byId,
    body: PoliciesInput,
    answer: Policies,
    run: ({ ctx, params, body }) => setAgentPolicies({ ctx, input: { ...body, ...params } }),
  })
}
