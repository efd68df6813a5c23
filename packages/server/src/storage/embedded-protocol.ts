import type { EmbeddedModules } from './embedded-modules.ts'

/** What the main thread asks of the worker that runs the embedded database. */
export type WorkerRequest =
  | { kind: 'query'; id: number; sql: string; parameters: readonly unknown[] }
  | { kind: 'script'; id: number; sql: string }
  | { kind: 'close' }

/** What the worker says. Every request is answered once, in the order of asking. */
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'result'; id: number; result: QueryResult }
  | { kind: 'error'; id: number; error: QueryFailure }
  | { kind: 'notification'; channel: string; payload: string }

export interface QueryResult {
  /** The first word of the statement as PostgreSQL reports it: `SELECT`, `INSERT`, `COMMIT`, ... */
  command: string
  rows: Record<string, unknown>[]
  fields: { name: string; dataTypeID: number }[]
  affectedRows: number
}

/** PostgreSQL's error fields, named as `pg` names them. `code` is the SQLSTATE. */
export interface QueryFailure {
  message: string
  code?: string | undefined
  severity?: string | undefined
  detail?: string | undefined
  hint?: string | undefined
  position?: string | undefined
  where?: string | undefined
  schema?: string | undefined
  table?: string | undefined
  column?: string | undefined
  dataType?: string | undefined
  constraint?: string | undefined
}

/** What the thread is started with. */
export interface WorkerStart {
  directory: string
  modules: EmbeddedModules
}
