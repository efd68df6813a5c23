import { sql } from 'kysely'
import type { Actor, Services, Tx } from '../context.ts'
import { appendEvents } from '../audit/append-events.ts'
import { newId, newSecret } from '../ids.ts'
import type { Role } from '../storage/tables.ts'

const DAY_MS = 24 * 60 * 60_000
/** A session ends this long after its last use, */
export const IDLE_MS = 14 * DAY_MS
/** and this long after its login, however much it is used. */
export const LONGEST_MS = 90 * DAY_MS

export type SessionKind = 'cookie' | 'token'

export interface Person {
  id: string
  name: string
  accountId: string
  role: Role
}

export interface StartedSession {
  actor: Extract<Actor, { type: 'member' }>
  accountId: string
  kind: SessionKind
  /** The bearer secret; only its hash is stored. */
  secret: string
  /** When it ends unless it is used. */
  expiresAt: Date
}

/** Opens a session for somebody who has proved who they are, with its audit row. */
export async function startSession(
  services: Services,
  person: Person,
  { kind, userAgent }: { kind: SessionKind; userAgent: string },
): Promise<StartedSession> {
  return services.database.db.transaction().execute(async (tx) => {
    const { secret, hash } = newSecret('session')
    const sessionId = newId('ses')
    const expiresAt = new Date(Date.now() + IDLE_MS)
    const session = {
      id: sessionId,
      token_hash: hash,
      user_id: person.id,
      account_id: person.accountId,
      kind,
    }
    await tx
      .insertInto('sessions')
      .values({ ...session, user_agent: userAgent.slice(0, 200), expires_at: expiresAt })
      .execute()
    await sql`delete from sessions where user_id = ${person.id} and expires_at <= now()`.execute(tx)
    const actor: StartedSession['actor'] = {
      type: 'member',
      id: person.id,
      name: person.name,
      role: person.role,
      sessionId,
    }
    await recordSession(tx, {
      accountId: person.accountId,
      actor,
      action: 'session.started',
      detail: { kind },
    })
    return { actor, accountId: person.accountId, kind, secret, expiresAt }
  })
}

interface SessionEvent {
  accountId: string
  actor: Actor
  action: 'session.started' | 'session.ended'
  detail?: Record<string, unknown>
}

/** Logins change nothing that any node caches, so they go into the audit log without the notice of a change. */
export async function recordSession(tx: Tx, { detail = {}, ...event }: SessionEvent): Promise<void> {
  const nothing = { agentId: null, connectorId: null, tool: null, callId: null, durationMs: null }
  await appendEvents(tx, [{ ...event, ...nothing, kind: 'change', phase: 'outcome', outcome: 'ok', detail }])
}
