import type { Actor, Db } from '../context.ts'
import { hashSecret } from '../ids.ts'
import { IDLE_MS, LONGEST_MS } from './start-session.ts'
import type { SessionKind } from './start-session.ts'

/** Its last use is written down at most this often. */
const TOUCH_MS = 60_000

/**
 * Who a session's secret belongs to, and the account they work in; undefined when it is unknown, ended, of the
 * other kind, or when the person is no member of that account any more. Its end moves along with its use.
 */
export async function findSession(
  db: Db,
  secret: string,
  kind: SessionKind,
): Promise<{ accountId: string; actor: Actor } | undefined> {
  const found = await db
    .selectFrom('sessions as s')
    .innerJoin('members as m', (join) =>
      join.onRef('m.account_id', '=', 's.account_id').onRef('m.user_id', '=', 's.user_id'),
    )
    .innerJoin('users as u', 'u.id', 's.user_id')
    .select([
      's.id',
      's.account_id',
      's.created_at',
      's.last_used_at',
      's.expires_at',
      'm.role',
      'u.id as user_id',
      'u.name',
    ])
    .where('s.token_hash', '=', hashSecret(secret))
    .where('s.kind', '=', kind)
    .executeTakeFirst()
  if (!found || found.expires_at.getTime() <= Date.now()) return undefined
  if (found.last_used_at.getTime() <= Date.now() - TOUCH_MS) await touch(db, found.id, found.created_at)
  const actor = {
    type: 'member' as const,
    id: found.user_id,
    name: found.name,
    role: found.role,
    sessionId: found.id,
  }
  return { accountId: found.account_id, actor }
}

async function touch(db: Db, id: string, createdAt: Date): Promise<void> {
  const now = Date.now()
  const expiresAt = new Date(Math.min(now + IDLE_MS, createdAt.getTime() + LONGEST_MS))
  await db
    .updateTable('sessions')
    .set({ last_used_at: new Date(now), expires_at: expiresAt })
    .where('id', '=', id)
    .execute()
}
