import { sql } from 'kysely'
import type { Database } from '../../src/storage/database.ts'

/** Makes the time come for all work of that name which waits for it, and tells the nodes as for new work. */
export async function hurry({ db }: Database, work: string): Promise<void> {
  await sql`with due as (
      update jackfield_jobs.job set start_after = now()
      where name = ${work} and state in ('created', 'retry') and start_after > now() returning id)
    select pg_notify('pgboss_' || left(encode(sha224('jackfield_jobs'::bytea), 'hex'), 24), ${work})
    from due limit 1`.execute(db)
}
