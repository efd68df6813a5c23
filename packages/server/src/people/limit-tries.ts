import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db } from '../context.ts'
import { Refusal } from '../errors.ts'

const WINDOW_MS = 15 * 60_000
const TRIES_PER_EMAIL = 10
const TRIES_PER_ADDRESS = 50

/** One try to log in with a password. */
export interface Try {
  email: string
  clientAddress: string
}

/**
 * Counts a try before its password is looked at, in a fixed window shared by all nodes (SEC-17).
 * @throws Refusal `rate_limited` when the e-mail or the address has had too many.
 */
export async function countTry(db: Db, attempt: Try): Promise<void> {
  await count(db, addressKey(attempt), TRIES_PER_ADDRESS)
  await count(db, emailKey(attempt), TRIES_PER_EMAIL)
}

/** A try that succeeded does not count: the e-mail starts anew, the address gets this one back. */
export async function forgiveTry(db: Db, attempt: Try): Promise<void> {
  await sql`delete from rate_limits where key = ${emailKey(attempt)} or expire <= ${Date.now()}`.execute(db)
  await sql`update rate_limits set points = greatest(points - 1, 0) where key = ${addressKey(attempt)}`.execute(
    db,
  )
}

async function count(db: Db, key: string, allowed: number): Promise<void> {
  const now = Date.now()
  const { rows } = await sql<{ points: number; expire: number }>`
    insert into rate_limits as present (key, points, expire) values (${key}, 1, ${now + WINDOW_MS})
    on conflict (key) do update set
      points = case when present.expire <= ${now} then 1 else present.points + 1 end,
      expire = case when present.expire <= ${now} then excluded.expire else present.expire end
    returning points, expire`.execute(db)
  const [window] = rows
  if (!window || window.points <= allowed) return
  const retryAfter = Math.max(1, Math.ceil((window.expire - now) / 1000))
  throw new Refusal('rate_limited', `Too many tries. Try again in ${Math.ceil(retryAfter / 60)} minutes.`, {
    retryAfter,
  })
}

/** Hashed: what people type into the e-mail field may be a password, and may be long. */
function emailKey({ email }: Try): string {
  return `login-email:${createHash('sha256').update(email.trim().toLowerCase()).digest('hex')}`
}

function addressKey({ clientAddress }: Try): string {
  return `login-address:${clientAddress}`
}
