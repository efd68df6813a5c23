import type { FailureKind } from './connectors/failure.ts'
import type { Family } from './storage/tables.ts'

/** How a call ended. */
export type CallEnd = 'ok' | 'error' | 'refused' | 'cancelled'

/** Which face a request came through. */
export type Face = 'mcp' | 'rest'

/** One answered HTTP request. `route` is the pattern that it matched, never its path. */
export interface AnsweredRequest {
  route: string
  method: string
  status: number
}

/** A number that is read when somebody asks for it, by the values of one label; a single one under ''. */
export interface Gauge {
  name: string
  help: string
  label?: string
  read: () => Record<string, number>
}

/**
 * What the parts of the hub report of their work, for an operator's graphs. Nothing here names an account, an agent
 * or a tool: there are too many of them, and they are nobody's business.
 */
export interface Meters {
  /** `family` is undefined when the tool is not known. */
  callEnded(family: Family | undefined, outcome: CallEnd, durationMs: number): void
  upstreamFailed(kind: FailureKind): void
  /** A group of audit rows was written, or was not. */
  auditBatch(rows: number, durationMs: number): void
  toolsetLookup(cached: boolean): void
  requestAnswered(request: AnsweredRequest): void
  credentialRefused(face: Face): void
  rateLimited(face: Face, by: 'key' | 'account' | 'address'): void
  watch(gauge: Gauge): void
}

const nothing = (): void => {}

/** For a hub whose metrics are off. */
export const noMeters: Meters = {
  callEnded: nothing,
  upstreamFailed: nothing,
  auditBatch: nothing,
  toolsetLookup: nothing,
  requestAnswered: nothing,
  credentialRefused: nothing,
  rateLimited: nothing,
  watch: nothing,
}
