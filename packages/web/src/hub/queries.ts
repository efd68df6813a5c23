import type { CallStatsQuery } from '@jackfield/sdk'
import { queryOptions } from '@tanstack/react-query'
import { hub } from './client.ts'

/**
 * What several pages ask the hub. The first word of a key is the noun that changes, so that a mutation can say
 * `invalidates: ['connectors', 'agents']`.
 */
export const queries = {
  me: () =>
    queryOptions({
      queryKey: ['me'],
      queryFn: ({ signal }) => hub.session.get({ signal }),
      staleTime: 60_000,
    }),
  account: () =>
    queryOptions({ queryKey: ['account'], queryFn: ({ signal }) => hub.account.get({ signal }) }),
  /** The people of the account. */
  members: () =>
    queryOptions({ queryKey: ['members'], queryFn: ({ signal }) => hub.members.list({ signal }) }),
  /** Every connector that the account can see, connected first, then in the curated order. */
  connectors: () =>
    queryOptions({ queryKey: ['connectors'], queryFn: ({ signal }) => hub.connectors.list({}, { signal }) }),
  connector: (id: string) =>
    queryOptions({
      queryKey: ['connectors', id],
      queryFn: ({ signal }) => hub.connectors.get(id, { signal }),
    }),
  connectorTools: (id: string) =>
    queryOptions({
      queryKey: ['connectors', id, 'tools'],
      queryFn: ({ signal }) => hub.connectors.tools(id, { signal }),
    }),
  signInOptions: (id: string) =>
    queryOptions({
      queryKey: ['connectors', id, 'sign-in'],
      queryFn: ({ signal }) => hub.connectors.signInOptions(id, { signal }),
    }),
  /** What disconnecting would end, and for whom. */
  disconnectPreview: (id: string) =>
    queryOptions({
      queryKey: ['connectors', id, 'disconnect'],
      queryFn: ({ signal }) => hub.connectors.previewDisconnect(id, { signal }),
    }),
  templates: () =>
    queryOptions({ queryKey: ['templates'], queryFn: ({ signal }) => hub.templates.list({ signal }) }),
  agents: () => queryOptions({ queryKey: ['agents'], queryFn: ({ signal }) => hub.agents.list({ signal }) }),
  agent: (id: string) =>
    queryOptions({ queryKey: ['agents', id], queryFn: ({ signal }) => hub.agents.get(id, { signal }) }),
  toolset: (id: string) =>
    queryOptions({
      queryKey: ['agents', id, 'toolset'],
      queryFn: ({ signal }) => hub.agents.toolset(id, { signal }),
    }),
  /** Which agent is plugged into what, with the calls of the last seven days. */
  map: () =>
    queryOptions({ queryKey: ['agents', 'map'], queryFn: ({ signal }) => hub.agents.map({ signal }) }),
  policies: () =>
    queryOptions({ queryKey: ['policies'], queryFn: ({ signal }) => hub.policies.get({ signal }) }),
  stats: (query: CallStatsQuery) =>
    queryOptions({
      queryKey: ['audit', 'stats', query],
      queryFn: ({ signal }) => hub.audit.stats(query, { signal }),
    }),
}
