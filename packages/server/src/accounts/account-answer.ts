import type { Account } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Db } from '../context.ts'

/** The account as the API shows it: never its data key. */
export async function accountAnswer(db: Db, accountId: string): Promise<z.input<typeof Account>> {
  const row = await db
    .selectFrom('accounts')
    .select(['id', 'name', 'policy_preset', 'default_on', 'time_zone', 'created_at'])
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  return { ...row, created_at: row.created_at.toISOString() }
}
