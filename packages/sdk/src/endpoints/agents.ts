import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** What an agent starts from: its instructions, and which connectors are on by default. */
export function templateEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.TemplateList>('GET', '/templates', options),
    create: (input: t.TemplateInput, options?: CallOptions) =>
      send<t.Template>('POST', '/templates', { ...options, body: input }),
    get: (id: string, options?: CallOptions) => send<t.Template>('GET', at`/templates/${id}`, options),
    /** A new default set reaches every agent that inherits. */
    update: (id: string, patch: t.TemplatePatch, options?: CallOptions) =>
      send<t.Template>('PATCH', at`/templates/${id}`, { ...options, body: patch }),
    remove: (id: string, options?: CallOptions) => send<void>('DELETE', at`/templates/${id}`, options),
  }
}

/** What tools are turned on for. Each has one MCP endpoint. */
export function agentEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.AgentList>('GET', '/agents', options),
    /** Which agent is plugged into which connector, and how much went over it lately. */
    map: (options?: CallOptions) => send<t.ConnectionMap>('GET', '/agents/map', options),
    create: (input: t.AgentInput, options?: CallOptions) =>
      send<t.AgentSaved>('POST', '/agents', { ...options, body: input }),
    get: (id: string, options?: CallOptions) => send<t.AgentDetail>('GET', at`/agents/${id}`, options),
    update: (id: string, patch: t.AgentPatch, options?: CallOptions) =>
      send<t.AgentSaved>('PATCH', at`/agents/${id}`, { ...options, body: patch }),
    /** Its endpoint and keys end at once. */
    remove: (id: string, options?: CallOptions) => send<void>('DELETE', at`/agents/${id}`, options),
    /** Copies toggles, policies and instructions; keys stay behind. */
    clone: (id: string, input: t.CloneInput, options?: CallOptions) =>
      send<t.AgentSaved>('POST', at`/agents/${id}/clone`, { ...options, body: input }),
    /** Turns connectors on, off, or back to what the template says; the ones not named stay as they are. */
    setToggles: (id: string, input: t.TogglesInput, options?: CallOptions) =>
      send<t.AgentSaved>('PUT', at`/agents/${id}/toggles`, { ...options, body: input }),
    /** Makes the agent follow its template everywhere. */
    resetToggles: (id: string, options?: CallOptions) =>
      send<t.AgentSaved>('POST', at`/agents/${id}/toggles/reset`, options),
    /** What it can use right now, and what is skipped with why. */
    toolset: (id: string, options?: CallOptions) =>
      send<t.Toolset>('GET', at`/agents/${id}/toolset`, options),
    /** Calls one tool as the agent would: same policies, same audit. */
    call: (id: string, input: t.CallInput, options?: CallOptions) =>
      send<t.CallAnswer>('POST', at`/agents/${id}/calls`, { timeoutMs: 300_000, ...options, body: input }),
    /** Keys that open the agent's MCP endpoint, and nothing else. */
    keys: {
      list: (id: string, options?: CallOptions) =>
        send<t.AgentKeyList>('GET', at`/agents/${id}/keys`, options),
      /** The answer's `secret` is shown once. */
      create: (id: string, input: t.AgentKeyInput, options?: CallOptions) =>
        send<t.AgentKeyCreated>('POST', at`/agents/${id}/keys`, { ...options, body: input }),
      /** A new secret in its place, shown once; the old one ends at once. */
      rotate: (id: string, keyId: string, options?: CallOptions) =>
        send<t.AgentKeyCreated>('POST', at`/agents/${id}/keys/${keyId}/rotate`, options),
      revoke: (id: string, keyId: string, options?: CallOptions) =>
        send<void>('DELETE', at`/agents/${id}/keys/${keyId}`, options),
    },
    /** The agent's own rules. The account's are the ceiling. */
    policies: {
      get: (id: string, options?: CallOptions) =>
        send<t.Policies>('GET', at`/agents/${id}/policies`, options),
      set: (id: string, input: t.PoliciesInput, options?: CallOptions) =>
        send<t.Policies>('PUT', at`/agents/${id}/policies`, { ...options, body: input }),
    },
  }
}

/** What happens when an agent calls a tool: the account's rules, which no agent can loosen. */
export function policyEndpoints(send: Send) {
  return {
    get: (options?: CallOptions) => send<t.Policies>('GET', '/policies', options),
    /** Sets or removes the rules it names; others stay as they are. */
    set: (input: t.PoliciesInput, options?: CallOptions) =>
      send<t.Policies>('PUT', '/policies', { ...options, body: input }),
  }
}
