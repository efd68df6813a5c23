import { sql } from 'kysely'
import { commitChange } from '../../src/audit/commit-change.ts'
import type { Credential } from '../../src/credentials/credential.ts'
import type { Context, Db } from '../../src/context.ts'
import { openCredential } from '../../src/credentials/open-credential.ts'
import { storeCredential } from '../../src/credentials/store-credential.ts'
import type { Database } from '../../src/storage/database.ts'
import { callOf, openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { addConnection } from '../credentials/add-connection.ts'

/** A database with two accounts in it, their secrets and their audit logs. */
export interface LivedIn {
  masterKey: Buffer
  connections: { ctx: Context; connectionId: string; secret: Credential }[]
}

/** Text that no backup may hold in the clear. */
export const canary = 'canary-9d2e5f1c'

/** Lives in a database for a while, and leaves it open. */
export async function liveIn(database: Database): Promise<LivedIn> {
  const parts = await openParts(database)
  const connections = []
  for (const name of ['one', 'two']) {
    const ctx = await parts.account()
    for (let place = 0; place < 3; place++) connections.push(await connect(ctx, `${name}-${place}`))
    await makeCalls(parts, ctx, 40)
  }
  await addStrangeValues(
    database.db,
    connections.map(({ connectionId }) => connectionId),
  )
  await parts.close()
  const { masterKey } = parts.services.config
  if (!masterKey) throw new Error('the parts have a master key')
  return { masterKey, connections }
}

async function connect(ctx: Context, name: string) {
  const connectionId = await addConnection(ctx)
  const secret = {
    url: `https://${name}.example/?key=${canary}`,
    headers: [{ name: 'X-Key', value: `${canary} ✓` }],
  }
  await commitChange(ctx, async (tx, record) => {
    await storeCredential({ tx, ctx, connectionId, secret })
    record({ action: 'connection.connected', detail: { name: 'Ünïcode\n"quoted" \\ text' } })
  })
  return { ctx, connectionId, secret }
}

async function makeCalls({ callLog }: Parts, ctx: Context, calls: number): Promise<void> {
  for (let call = 0; call < calls; call++) {
    const record = callOf(ctx)
    await callLog.intent(record)
    await callLog.outcome(record, { outcome: 'ok', durationMs: 1 / 3 })
  }
}

/** What goes wrong first when values pass through JavaScript: fine times, large numbers, a JSON null beside no value. */
async function addStrangeValues(db: Db, ids: string[]): Promise<void> {
  const [first, second, third] = ids
  await sql`update connections set probe = 'null', created_at = '2026-01-02 03:04:05.678901+00'
    where id = ${first}`.execute(db)
  await sql`update connections set created_at = 'infinity',
    probe = '{"big": 12345678901234567890.000, "deep": [[[]]], "line": "a\\nb"}' where id = ${second}`.execute(
    db,
  )
  await sql`update connections set probe = null, created_at = '0044-03-15 00:00:00+00 BC'
    where id = ${third}`.execute(db)
}

/** Opens every secret of a restored database again. */
export async function openSecrets(database: Database, { masterKey, connections }: LivedIn): Promise<void> {
  const parts = await openParts(database, { masterKey })
  try {
    for (const { ctx, connectionId, secret } of connections) {
      const own = { ...ctx, db: database.db, services: parts.services }
      const opened = await openCredential({ ctx: own, connectionId })
      if (JSON.stringify(opened) !== JSON.stringify(secret))
        throw new Error(`${connectionId} opens differently`)
    }
  } finally {
    await parts.close()
  }
}
