import { randomBytes } from 'node:crypto'
import type { AreaContext, AreaTool, PreviewAnswer } from './area.ts'
import { fingerprint } from './fingerprint.ts'
import { ToolRefusal } from './refusal.ts'
import type { RefusalBody } from './refusal.ts'

const VALID_MS = 10 * 60 * 1000

/** A call of a tool that asks first (PLT-14, B12). */
export interface CarefulCall {
  ctx: AreaContext
  area: string
  tool: AreaTool & Required<Pick<AreaTool, 'preview'>>
  token: string | undefined
  input: Record<string, unknown>
}

export type Confirmation =
  | { state: 'asked'; answer: PreviewAnswer }
  | { state: 'confirmed' }
  | { state: 'changed'; refusal: RefusalBody }

/**
 * The two steps: without a token a preview and its token; with one, whether to go ahead. A token is used up
 * here, so that it and the effect commit together, and a call that fails leaves it as it was.
 * @throws ToolRefusal `confirm_token_invalid`; whatever the preview refuses
 */
export async function confirm(call: CarefulCall): Promise<Confirmation> {
  if (call.token === undefined) return { state: 'asked', answer: await ask(call, await previewOf(call)) }
  const seen = await useToken(call, call.token)
  const preview = await previewOf(call)
  if (seen === fingerprint(preview)) return { state: 'confirmed' }
  return { state: 'changed', refusal: previewChanged(await ask(call, preview)) }
}

function previewOf({ tool, ctx, input }: CarefulCall): Promise<Record<string, unknown>> {
  return tool.preview({ ctx, input })
}

async function ask(call: CarefulCall, preview: Record<string, unknown>): Promise<PreviewAnswer> {
  const { ctx, area, tool, input } = call
  const token = `confirm_${randomBytes(32).toString('base64url')}`
  const expires = new Date(ctx.now.getTime() + VALID_MS)
  await ctx.db
    .deleteFrom('platform_confirmations')
    .where('account_id', '=', ctx.accountId)
    .where('expires_at', '<=', ctx.now)
    .execute()
  await ctx.db
    .insertInto('platform_confirmations')
    .values({
      token_hash: fingerprint(token),
      account_id: ctx.accountId,
      area,
      tool: tool.name,
      input_hash: fingerprint(input),
      preview_hash: fingerprint(preview),
      expires_at: expires,
    })
    .execute()
  return {
    preview,
    confirm_token: token,
    expires_at: expires.toISOString(),
    message: 'Nothing has happened yet. Call again with the same input and this confirm_token to go ahead.',
  }
}

/** Uses the token up and answers which preview it was made for. */
async function useToken({ ctx, area, tool, input }: CarefulCall, token: string): Promise<string> {
  const row = await ctx.db
    .deleteFrom('platform_confirmations')
    .where('token_hash', '=', fingerprint(token))
    .where('account_id', '=', ctx.accountId)
    .where('area', '=', area)
    .where('tool', '=', tool.name)
    .where('input_hash', '=', fingerprint(input))
    .where('expires_at', '>', ctx.now)
    .returning('preview_hash')
    .executeTakeFirst()
  if (row) return row.preview_hash
  throw new ToolRefusal('confirm_token_invalid', 'The confirm_token is used, expired, or of another call.', {
    field: 'confirm_token',
    hint: 'Call again without it for a fresh preview. The input must stay the same in the second call.',
  })
}

function previewChanged(answer: PreviewAnswer): RefusalBody {
  return {
    code: 'preview_changed',
    message: 'What the call would do has changed since the preview. Nothing has happened.',
    field: 'confirm_token',
    hint: 'Look at details.preview, and call again with details.confirm_token if it is still what you want.',
    details: { ...answer },
  }
}
