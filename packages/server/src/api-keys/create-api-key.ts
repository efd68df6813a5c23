import type { ApiKeyCreated, ApiKeyInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise, roleOf } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { newId, newSecret } from '../ids.ts'
import { json } from '../storage/json.ts'
import { authoriseRole } from '../people/role-rules.ts'
import { apiKeyAnswer, selectApiKeys } from './api-key-answer.ts'

interface CreateApiKey {
  ctx: Context
  input: z.output<typeof ApiKeyInput>
}

/**
 * Makes a key of the account; its secret is in this answer and nowhere else.
 * @throws Refusal `forbidden` for a role above the maker's own; `invalid` when it would have expired already.
 */
export async function createApiKey({ ctx, input }: CreateApiKey): Promise<z.input<typeof ApiKeyCreated>> {
  authorise(ctx, 'api_keys.manage')
  const role = input.role ?? roleOf(ctx.actor) ?? 'admin'
  authoriseRole(ctx, role)
  const expiresAt = input.expires_at === undefined ? null : new Date(input.expires_at)
  if (expiresAt && expiresAt.getTime() <= Date.now())
    throw invalid(
      'expires_at',
      'is in the past.',
      'Give a time to come, or leave it out for a key without an end.',
    )
  refuseLooseUrlKey(input)
  const { secret, hash, hint } = newSecret('key')
  const id = newId('key')
  await commitChange(ctx, async (tx, record) => {
    const { name, read_only, in_url, scopes } = input
    const row = { id, account_id: ctx.accountId, name, role, read_only, hint, token_hash: hash }
    await tx
      .insertInto('api_keys')
      .values({
        ...row,
        in_url,
        scopes: scopes ? json(scopes) : null,
        created_by: ctx.actor.id,
        expires_at: expiresAt,
      })
      .execute()
    record({ action: 'api_key.created', detail: { key_id: id, name, role, read_only, in_url, scopes } })
  })
  const created = await selectApiKeys(ctx.db, ctx.accountId).where('k.id', '=', id).executeTakeFirstOrThrow()
  return { ...apiKeyAnswer(created), secret }
}

/** An address ends up in logs and histories: a key for it opens what it was made for, and never the REST API. */
function refuseLooseUrlKey({ in_url, scopes }: CreateApiKey['input']): void {
  if (in_url && (!scopes || scopes.includes('api')))
    throw invalid(
      'scopes',
      'must be given, without api, for a key that stands in an address.',
      'For example sales:sales_clients.',
    )
}
