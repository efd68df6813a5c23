import type { ApiKeyList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { apiKeyAnswer, selectApiKeys } from './api-key-answer.ts'

/** The account's keys, expired ones too, so that somebody tidies up. */
export async function listApiKeys({ ctx }: { ctx: Context }): Promise<z.input<typeof ApiKeyList>> {
  authorise(ctx, 'api_keys.manage')
  const keys = await selectApiKeys(ctx.db, ctx.accountId).execute()
  return { items: keys.map(apiKeyAnswer) }
}
