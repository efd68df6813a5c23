import { ToolRefusal } from './refusal.ts'
import type { AreaContext, AreaTool } from './area.ts'
import { fingerprint } from './fingerprint.ts'

const KEPT_MS = 24 * 60 * 60 * 1000

/** One call under a key. The same key of another actor is another key. */
export interface KeyedCall {
  ctx: AreaContext
  area: string
  tool: AreaTool
  key: string
  input: Record<string, unknown>
}

/**
 * What the first call under this key answered, if there was one in the last 24 hours (GEN-6). Writes of an area
 * take turns, so two calls with one key at the same moment are one after the other here.
 * @throws ToolRefusal `idempotency_conflict` when that was another call
 */
export async function storedResult(call: KeyedCall): Promise<{ output: unknown } | undefined> {
  const { ctx, area, key } = call
  const row = await ctx.db
    .selectFrom('platform_idempotency')
    .select(['request_hash', 'result'])
    .where('account_id', '=', ctx.accountId)
    .where('area', '=', area)
    .where('actor_id', '=', ctx.actor.id)
    .where('key', '=', key)
    .where('expires_at', '>', ctx.now)
    .executeTakeFirst()
  if (!row) return undefined
  if (row.request_hash === requestHash(call)) return { output: row.result }
  throw new ToolRefusal('idempotency_conflict', 'This idempotency_key was used for another call.', {
    field: 'idempotency_key',
    hint: 'Use a new key for a new call, and the very same input to repeat one.',
  })
}

/** Keeps the answer, and drops what is older than a day. */
export async function storeResult(call: KeyedCall, output: unknown): Promise<void> {
  const { ctx, area, key } = call
  await ctx.db
    .deleteFrom('platform_idempotency')
    .where('account_id', '=', ctx.accountId)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .insertInto('platform_idempotency')
    .values({
      account_id: ctx.accountId,
      area,
      actor_id: ctx.actor.id,
      key,
      request_hash: requestHash(call),
      result: JSON.stringify(output),
      expires_at: new Date(ctx.now.getTime() + KEPT_MS),
    })
    .execute()
}

function requestHash({ tool, input }: KeyedCall): string {
  return fingerprint({ tool: tool.name, input })
}
