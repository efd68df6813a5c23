import type * as t from '../contract-types.ts'
import { at, type CallOptions, type Send } from '../send.ts'

/** Apps that people of the account miss. */
export function connectorRequestEndpoints(send: Send) {
  return {
    list: (options?: CallOptions) => send<t.ConnectorRequestList>('GET', '/connector-requests', options),
    /** Asks for an app; where somebody did before, this is a vote for that. */
    create: (input: t.ConnectorRequestInput, options?: CallOptions) =>
      send<t.ConnectorRequest>('POST', '/connector-requests', { ...options, body: input }),
    vote: (id: string, options?: CallOptions) =>
      send<t.ConnectorRequest>('POST', at`/connector-requests/${id}/vote`, options),
    setStatus: (id: string, patch: t.ConnectorRequestPatch, options?: CallOptions) =>
      send<t.ConnectorRequest>('PATCH', at`/connector-requests/${id}`, { ...options, body: patch }),
  }
}
