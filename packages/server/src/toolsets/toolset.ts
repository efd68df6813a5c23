import type { App, Tool } from '@jackfield/catalog/run'
import type { Area } from '@jackfield/platform'
import type { Target, ToolDefinition } from '../connectors/connector.ts'
import type { PolicyDecision } from '../policies/decide.ts'
import type { Effect, Policy } from '../storage/tables.ts'
import type { UpstreamCatalog } from '../upstream.ts'

/** Why a connector gives an agent nothing (RUN-5). */
export type SkipReason =
  | 'off'
  | 'not_connected'
  | 'needs_reconnect'
  | 'unreachable'
  | 'no_tools'
  | 'blocked_by_policy'
  | 'covered_by_platform_toggle'

/** One tool as one agent may use it. */
export interface ToolsetTool {
  /** What the agent calls it. */
  publicName: string
  /** What the upstream calls it. */
  name: string
  definition: ToolDefinition
  definitionHash: string
  effect: Effect
  policy: Policy
  because: PolicyDecision['because']
  /** What the account says of it, which no rule of an agent loosens (ROL-7). */
  ceiling: Policy
  /** The connector that rules about it name: under the big toggle its area. Absent where no rule can be about it. */
  ruledBy?: string
  /** A changed definition of it waits for a person; the accepted one is in use. */
  held: boolean
  connector: ToolsetConnector
  /** The area that runs it; absent for tools of others. */
  area?: Area
  /** The app's tool that it is; absent for tools of others. */
  app?: AppTool
}

/** A tool of an app, and the connection that it runs on. */
export interface AppTool {
  app: App
  tool: Tool
  connectionId: string
  /** What was granted; null where the app does not say. */
  scopes: string[] | null
}

/** One connector as one agent sees it, used or not. */
export interface ToolsetConnector {
  connectorId: string
  slug: string
  name: string
  on: boolean
  /** Absent when the connector is used. */
  reason?: SkipReason
  statusReason: string | null
  probe: { ok: boolean; message: string } | null
  /** Where its upstream is; absent for areas and apps, and when it is not connected. */
  target?: Target
  /** The area that its tools run in, in this process. */
  area?: Area
  /** The app that it is. */
  app?: App
  /** When its tools were last read in full; null if never. */
  listedAt: Date | null
  toolCount: number
  blockedCount: number
  catalog: UpstreamCatalog
}

/** What one agent, or one key of the platform's address, can use right now, resolved. */
export interface Toolset {
  agent: { id: string; name: string; instructions: string }
  /** The account's, an IANA name. */
  timeZone: string
  /** Changes whenever anything in it does. */
  revision: string
  /** By connector key, then in the upstream's own order: the same every time. Blocked ones are in `blocked`. */
  tools: ToolsetTool[]
  blocked: ToolsetTool[]
  byName: Map<string, ToolsetTool>
  /** The connectors with an upstream that a run uses. */
  used: (ToolsetConnector & { target: Target })[]
  /** Those that are on, used or not, and every area. */
  connectors: ToolsetConnector[]
}

/** Whether a run uses a connector that has an upstream. */
export function isUsed(connector: ToolsetConnector): connector is ToolsetConnector & { target: Target } {
  return connector.reason === undefined && connector.target !== undefined
}
