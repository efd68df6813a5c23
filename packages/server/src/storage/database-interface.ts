import type { Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** What a listener on a channel is told. */
export interface Listener {
  /** A message was sent on the channel, by this process or by another one. */
  onMessage(payload: string): void
  /** The connection was lost and is back: messages may have been missed, so drop what was cached. */
  onReconnect?(): void
}

/** The one place where everything is kept: the embedded database or a PostgreSQL server, used alike. */
export interface Database {
  readonly dialect: 'embedded' | 'postgres'
  readonly db: Kysely<Tables>
  /**
   * Listens for messages sent with `pg_notify(channel, payload)`, which arrive once the sender's transaction
   * is committed. Answers the function that ends the listening.
   */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>>
  /**
   * Runs one statement on the connection that listens, which no other work keeps busy: an answer proves that it lives,
   * and one that does not answer within seconds is replaced. Absent on the embedded database, which has one process.
   */
  ask?<Row>(text: string, values: unknown[]): Promise<Row[]>
  /**
   * Runs the SQL of a library that brings its own, on any connection; without values the text may hold several
   * statements, whose rows are answered together. When one fails, a transaction that it left open is undone.
   */
  run(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>
  /** The connections in use now; undefined on the embedded database, which has one. */
  connections(): { open: number; idle: number; waiting: number } | undefined
  /** Resolves when the database answers; throws when it does not. */
  ping(): Promise<void>
  /** Waits for what is running, then closes. May be called twice. */
  close(): Promise<void>
}

export interface DatabaseOptions {
  /** `postgres://` URL of a PostgreSQL server (15 or newer). Without it the embedded database is used. */
  url?: string
  /** Where the embedded database lives; made if absent. Needed when there is no `url`. */
  dataDirectory?: string
  /** Told about lost connections, failed upkeep and the like. Never holds a secret. */
  log?: (message: string) => void
}
