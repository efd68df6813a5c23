import type { EmbeddedConnection } from './embedded-connection.ts'

const CHECKPOINT_EVERY_MS = 60_000
const ANALYZE_EVERY_MS = 60_000
const VACUUM_EVERY_MS = 3_600_000
/** Replaying this much after a crash takes a moment only. */
const CHECKPOINT_AFTER_BYTES = 32 * 1024 * 1024

/**
 * Does for the embedded database what a server does in the background, and a single-user one does not:
 * checkpoints (without them the log of changes grows without end), ANALYZE of what changed and VACUUM. They go
 * through the connection like any statement, so they never fall into a transaction; a busy moment is skipped.
 * Answers the function that ends it.
 */
export function keepUp(connection: EmbeddedConnection, log: (message: string) => void): () => void {
  const checkpoints = every(CHECKPOINT_EVERY_MS, () => checkpointIfGrown(connection))
  const analyses = every(ANALYZE_EVERY_MS, () => analyzeChanged(connection))
  const vacuums = every(VACUUM_EVERY_MS, () => vacuum(connection))
  return () => {
    clearInterval(checkpoints)
    clearInterval(analyses)
    clearInterval(vacuums)
  }

  function every(milliseconds: number, task: () => Promise<void>): NodeJS.Timeout {
    const run = () =>
      task().catch((error: unknown) => log(`Upkeep of the embedded database: ${String(error)}`))
    return setInterval(() => void (connection.idle && run()), milliseconds).unref()
  }
}

/** Writes a checkpoint when much was written since the last one. */
export async function checkpointIfGrown(connection: EmbeddedConnection): Promise<void> {
  const { rows } = await connection.query<{ bytes: number }>(
    'select (pg_current_wal_lsn() - redo_lsn)::float8 as bytes from pg_control_checkpoint()',
  )
  if ((rows[0]?.bytes ?? 0) > CHECKPOINT_AFTER_BYTES) await connection.query('checkpoint')
}

/**
 * Gathers statistics where much was written since the last time, by the measure of a server's autovacuum, and where
 * there are none: the planner would read a large table from end to end.
 */
export async function analyzeChanged(connection: EmbeddedConnection): Promise<void> {
  const { rows } = await connection.query<{ table: string }>(
    `select format('%I.%I', s.schemaname, s.relname) as "table"
     from pg_stat_user_tables as s join pg_class as c on c.oid = s.relid
     where s.n_mod_since_analyze > 50 + 0.1 * greatest(c.reltuples, 0)
       or (c.reltuples < 0 and pg_relation_size(c.oid) > 0)`,
  )
  for (const { table } of rows) await connection.query(`analyze ${table}`)
}

/** One table at a time, so that a statement waits for one table at most. */
export async function vacuum(connection: EmbeddedConnection): Promise<void> {
  const { rows } = await connection.query<{ table: string }>(
    `select format('%I.%I', schemaname, tablename) as "table" from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  for (const { table } of rows) await connection.query(`vacuum analyze ${table}`)
}
