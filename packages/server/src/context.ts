import type { Kysely, Transaction } from 'kysely'
import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Upstreams } from './connectors/upstreams.ts'
import type { AllowedHosts } from './net/allowed-hosts.ts'
import type { SafeFetch } from './net/safe-fetch.ts'
import type { Meters } from './meters.ts'
import type { Changes } from './storage/changes.ts'
import type { Database } from './storage/database.ts'
import type { Role, Tables } from './storage/tables.ts'
import type { Trace, Tracing } from './traces.ts'

/** Who acts. It comes from the credential alone, never from a parameter (SEC-13). */
export type Actor =
  | { type: 'system'; id: 'system'; name: string }
  | { type: 'member'; id: string; name: string; role: Role; sessionId: string }
  | {
      type: 'api_key'
      id: string
      name: string
      role: Role
      readOnly: boolean
      /** Null: whatever the role allows. Else `api`, `sales` or `sales:<domain>`, and nothing else. */
      scopes: string[] | null
      /** Made to stand in an address. */
      inUrl: boolean
    }
  | { type: 'agent_key'; id: string; name: string; agentId: string }

export type Db = Kysely<Tables>
export type Tx = Transaction<Tables>

/** Seals and opens secrets. Only `credentials/` implements it and only it ever sees a data key. */
export interface Vault {
  /**
   * Binds the sealed bytes to the account and to `row`: they open nowhere else. Inside a transaction pass it as `db`:
   * the account's data key may have to be read, and on the embedded database there is no second connection.
   */
  seal(accountId: string, row: string, secret: string, db?: Db): Promise<Uint8Array>
  /** `db` as in `seal`. @throws Refusal `internal` when the bytes were not sealed for this account and row. */
  open(accountId: string, row: string, sealed: Uint8Array, db?: Db): Promise<string>
  /**
   * A new data key for a new account, sealed with the master key that the database goes by now. Belongs into the
   * transaction that stores it: a rotation of the master key waits for that one.
   */
  newDataKey(accountId: string, tx: Tx): Promise<Uint8Array>
}

/** One call as the audit log keeps it. */
export interface CallRecord {
  callId: string
  accountId: string
  actor: Actor
  /** `tool.called`, `resource.read`, `prompt.read`. */
  action: string
  /** Null for calls at the platform's own address. */
  agentId: string | null
  connectorId: string | null
  /** The name or URI that was asked for. */
  tool: string
  /** Already redacted. */
  detail: Record<string, unknown>
}

/** Where calls are written: many rows a statement, in the order in which they came. */
export interface CallLog {
  /** Resolves when the row is committed. @throws Refusal `unavailable` when it cannot be stored. */
  intent(call: CallRecord): Promise<void>
  /**
   * Resolves when the row is committed. Rejects like `intent`.
   * @param awaited false when no answer waits for it: the row may then gather with others for a moment
   */
  outcome(call: CallRecord, outcome: CallOutcome, awaited?: boolean): Promise<void>
  /** Writes what is waiting; then refuses further rows. */
  close(): Promise<void>
}

export interface CallOutcome {
  outcome: 'ok' | 'error' | 'refused' | 'cancelled'
  durationMs: number
  detail?: Record<string, unknown>
}

/** Work for later, done by whichever node comes first: at least once, and never when its transaction is undone. */
export interface Outbox {
  /**
   * Asks for work as a part of the transaction.
   * @param work the name of a `Work` that is registered in app.ts
   * @param data what its `run` gets; plain JSON, no secrets
   * @param options.afterSeconds not before that time; at once if absent
   * @param options.group whose work it is: of one group only some runs at a time (an account's id, for example)
   */
  add(tx: Tx, work: string, data: object, options?: { afterSeconds?: number; group?: string }): Promise<void>
}

/** What the process has one of. */
export interface Services {
  config: Config
  database: Database
  log: Logger
  /** The one door outward. */
  net: SafeFetch
  /** What the operator lets through the address guard; the guard reads it, and so does every check at save time. */
  allowedHosts: AllowedHosts
  vault: Vault
  changes: Changes
  upstreams: Upstreams
  callLog: CallLog
  queue: Outbox
  /** What is measured for the operator's graphs; does nothing unless they are on. */
  meters: Meters
  /** Where spans come from; does nothing unless somebody collects them. */
  tracing: Tracing
  /** The address people and agents use, without a trailing slash. */
  publicUrl: () => string
}

/** What every verb gets. */
export interface Context {
  accountId: string
  actor: Actor
  db: Db
  services: Services
  /** The span of the HTTP request that this serves, when traces are collected. */
  trace?: Trace
}

/** A context for work that nobody asked for: jobs, start-up, background refresh. */
export function systemContext(services: Services, accountId: string, name: string): Context {
  return { accountId, actor: { type: 'system', id: 'system', name }, db: services.database.db, services }
}
