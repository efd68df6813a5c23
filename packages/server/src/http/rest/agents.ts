import {
  AgentDetail,
  AgentInput,
  AgentList,
  AgentPatch,
  AgentSaved,
  CloneInput,
  ConnectionMap,
  Id,
  TogglesInput,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { cloneAgent } from '../../agents/clone-agent.ts'
import { connectionMap } from '../../agents/connection-map.ts'
import { createAgent } from '../../agents/create-agent.ts'
import { deleteAgent } from '../../agents/delete-agent.ts'
import { getAgent } from '../../agents/get-agent.ts'
import { listAgents } from '../../agents/list-agents.ts'
import { resetToggles } from '../../agents/reset-toggles.ts'
import { setToggles } from '../../agents/set-toggles.ts'
import { updateAgent } from '../../agents/update-agent.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Agents'
const byId = z.strictObject({ id: Id })

/** Agents and their toggles. */
export function agentRoutes(rest: Rest): void {
  collection(rest)
  oneAgent(rest)
  toggles(rest)
}

function collection(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/agents',
    tag,
    summary: 'List agents',
    answer: AgentList,
    run: ({ ctx }) => listAgents({ ctx }),
  })
  // Before `/agents/{id}`, which would take it for an id.
  endpoint(rest, {
    method: 'get',
    path: '/agents/map',
    tag,
    summary: 'Map which agent uses which connector',
    description: 'Calls are those of the last seven days.',
    answer: ConnectionMap,
    run: ({ ctx }) => connectionMap({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents',
    tag,
    summary: 'Create an agent from a template',
    body: AgentInput,
    answer: AgentSaved,
    status: 201,
    run: ({ ctx, body }) => createAgent({ ctx, input: body }),
  })
}

function oneAgent(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/agents/{id}',
    tag,
    summary: 'Read an agent with its toggles',
    description: 'Lists every connector that the account has connected or that is on for the agent.',
    params: byId,
    answer: AgentDetail,
    run: ({ ctx, params }) => getAgent({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/agents/{id}',
    tag,
    summary: 'Change an agent',
    params: byId,
    body: AgentPatch,
    answer: AgentSaved,
    run: ({ ctx, params, body }) => updateAgent({ ctx, input: { ...body, ...params } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/agents/{id}',
    tag,
    summary: 'Delete an agent with its toggles, keys and policies',
    params: byId,
    run: ({ ctx, params }) => deleteAgent({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents/{id}/clone',
    tag,
    summary: 'Copy an agent under another name',
    description: 'Copies template, texts, toggles and policies; the copy has no keys.',
    params: byId,
    body: CloneInput,
    answer: AgentSaved,
    status: 201,
    run: ({ ctx, params, body }) => cloneAgent({ ctx, input: { ...body, ...params } }),
  })
}

function toggles(rest: Rest): void {
  endpoint(rest, {
    method: 'put',
    path: '/agents/{id}/toggles',
    tag,
    summary: 'Turn connectors on or off for an agent',
    description: 'All or none of it is saved. `warnings` name what is on without being connected.',
    params: byId,
    body: TogglesInput,
    answer: AgentSaved,
    run: ({ ctx, params, body }) => setToggles({ ctx, input: { ...body, ...params } }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/agents/{id}/toggles/reset',
    tag,
    summary: "Reset an agent's toggles to its template's",
    params: byId,
    answer: AgentSaved,
    run: ({ ctx, params }) => resetToggles({ ctx, input: params }),
  })
}
