import { PgBoss } from 'pg-boss'
import type { Database } from '../storage/database.ts'

/** Where the queue keeps its own tables, beside ours. */
const SCHEMA = 'jackfield_jobs'

/** The queue in the database that all nodes share. It makes its tables when it starts for the first time. */
export function newQueue(database: Database): PgBoss {
  return new PgBoss({
    db: {
      executeSql: (text, values) => database.run(text, values),
      listen: async (channel, onMessage, onReconnect) => ({
        close: await database.listen(channel, { onMessage, onReconnect }),
      }),
    },
    useListenNotify: true,
    schema: SCHEMA,
    ...(database.dialect === 'embedded' ? { backend: 'pglite' as const } : {}),
    // What is planned is planned by the hour: no need to look every few seconds.
    cronWorkerIntervalSeconds: 30,
  })
}
