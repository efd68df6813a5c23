import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { notFound } from '../errors.ts'
import { authoriseRole } from '../people/role-rules.ts'

interface RevokeApiKey {
  ctx: Context
  input: { id: string }
}

/**
 * Ends a key, on every node at once.
 * @throws Refusal `not_found`, also when it was revoked already; `forbidden` for a key above the actor's role.
 */
export async function revokeApiKey({ ctx, input }: RevokeApiKey): Promise<void> {
  authorise(ctx, 'api_keys.manage')
  await commitChange(ctx, async (tx, record) => {
    const revoked = await tx
      .updateTable('api_keys')
      .set({ revoked_at: new Date() })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', input.id)
      .where('revoked_at', 'is', null)
      .returning(['name', 'role'])
      .executeTakeFirst()
    if (!revoked) throw notFound('API key')
    authoriseRole(ctx, revoked.role)
    record({ action: 'api_key.revoked', detail: { key_id: input.id, name: revoked.name } })
  })
}
