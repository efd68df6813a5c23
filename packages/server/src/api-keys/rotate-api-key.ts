import type { ApiKeyCreated } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import { newSecret } from '../ids.ts'
import { authoriseRole } from '../people/role-rules.ts'
import { apiKeyAnswer, selectApiKeys } from './api-key-answer.ts'
import { refuseExpired } from './refuse-expired.ts'

interface RotateApiKey {
  ctx: Context
  input: { id: string }
}

/**
 * Gives a key a new secret, which is in this answer and nowhere else; the one before ends on every node at once. From
 * then on it counts as made by whoever asked, since they know what opens it.
 * @throws Refusal `not_found`, also when it was revoked; `forbidden` for a key above the actor's role; `conflict` when
 *   it has expired.
 */
export async function rotateApiKey({ ctx, input }: RotateApiKey): Promise<z.input<typeof ApiKeyCreated>> {
  authorise(ctx, 'api_keys.manage')
  const { secret, hash, hint } = newSecret('key')
  return commitChange(ctx, async (tx, record) => {
    const key = await tx
      .selectFrom('api_keys')
      .select(['name', 'role', 'expires_at'])
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.id)
      .where('revoked_at', 'is', null)
      .forUpdate()
      .executeTakeFirst()
    if (!key) throw notFound('API key')
    authoriseRole(ctx, key.role)
    refuseExpired(key)
    await tx
      .updateTable('api_keys')
      .set({ token_hash: hash, hint, created_by: await personBehind(tx, ctx) })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.id)
      .execute()
    record({ action: 'api_key.rotated', detail: { key_id: input.id, name: key.name } })
    const row = await selectApiKeys(tx, ctx.accountId).where('k.id', '=', input.id).executeTakeFirstOrThrow()
    return { ...apiKeyAnswer(row), secret }
  })
}

/**
 * Never a key: one that rotates itself, or the one it was made with, would stand in its own line of descent, and the
 * keys of a person who leaves are found by that line.
 */
async function personBehind(tx: Tx, { accountId, actor }: Context): Promise<string> {
  if (actor.type !== 'api_key') return actor.id
  const { rows } = await sql<{ created_by: string }>`
    with recursive line as (
      select id, created_by from api_keys where account_id = ${accountId} and id = ${actor.id}
      union
      select k.id, k.created_by from api_keys k join line on k.id = line.created_by where k.account_id = ${accountId})
    select created_by from line where created_by not in (select id from line)`.execute(tx)
  return rows[0]?.created_by ?? actor.id
}
