import { sql } from 'kysely'
import type { Db, Tx } from '../src/context.ts'
import type { Tables } from '../src/storage/tables.ts'
import { STRETCH } from './story-time.ts'
import type { StoryTime } from './story-time.ts'

/** When something was made or changed, by table. What ends or is due later stays as it is. */
const columns: { [Table in keyof Tables]?: (keyof Tables[Table] & string)[] } = {
  accounts: ['created_at'],
  users: ['created_at'],
  members: ['created_at'],
  invitations: ['created_at', 'accepted_at'],
  api_keys: ['created_at', 'revoked_at'],
  connectors: ['created_at', 'updated_at', 'acknowledged_at'],
  connections: ['created_at', 'status_at', 'server_at', 'listed_at', 'probe_at'],
  tools: ['first_seen_at', 'held_at'],
  templates: ['created_at', 'updated_at'],
  agents: ['created_at', 'updated_at'],
  agent_keys: ['created_at'],
  policies: ['updated_at'],
  webhooks: ['created_at', 'updated_at', 'failing_since'],
  webhook_deliveries: ['created_at', 'last_attempt_at', 'finished_at'],
  connector_requests: ['created_at', 'updated_at'],
  connector_request_votes: ['created_at'],
}

/** Moves everything that was made just now to where it is in the story. */
export async function retellTimes(tx: Tx, time: StoryTime): Promise<void> {
  const chapters = sql.join(
    time
      .chapters()
      .map(
        ({ from, to, told, until }) =>
          sql`(${from}::timestamptz, ${to}::timestamptz, ${told}::timestamptz, ${until}::timestamptz)`,
      ),
  )
  for (const [table, names] of Object.entries(columns))
    for (const name of names) {
      const column = sql.ref(`${table}.${name}`)
      await sql`update ${sql.table(table)} set ${sql.ref(name)} =
          least(chapter.told + (${column} - chapter.starts) * ${sql.lit(STRETCH)},
            chapter.until - interval '1 second')
        from (values ${chapters}) as chapter (starts, ends, told, until)
        where ${column} >= chapter.starts and ${column} < chapter.ends`.execute(tx)
    }
}

/** Says of each agent's key when it was used last: with the agent's last call. */
export async function noteLastUse(db: Db, accountId: string): Promise<void> {
  await sql`update agent_keys set last_used_at = call.at
    from (select actor_id, max(at) as at from audit_events
      where account_id = ${accountId} and actor_type = 'agent_key' group by actor_id) as call
    where agent_keys.account_id = ${accountId} and agent_keys.id = call.actor_id`.execute(db)
}
