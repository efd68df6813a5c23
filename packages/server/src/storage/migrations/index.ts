import type { Migration } from 'kysely/migration'
import { mainJob } from './0001-main-job.ts'
import { auditAppendOnly } from './0002-audit-append-only.ts'

/** Every migration, by the name under which the database remembers it. Names sort in the order of running. */
export const migrations: Record<string, Migration> = {
  '0001-main-job': mainJob,
  '0002-audit-append-only': auditAppendOnly,
}
