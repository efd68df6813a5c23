import type { Area, AreaContext, AreaTool } from './area.ts'
import { checkInput } from './check-input.ts'
import type { CheckedInput } from './check-input.ts'
import { confirm } from './confirmation.ts'
import { storedResult, storeResult } from './idempotency.ts'
import { didYouMean } from './nearest-name.ts'
import { toPage } from './paging.ts'
import type { Listed } from './paging.ts'
import { ToolRefusal } from './refusal.ts'
import type { RefusalBody } from './refusal.ts'
import { takeTurn } from './take-turns.ts'

export interface AreaCall {
  area: Area
  name: string
  ctx: AreaContext
  /** As it came: nothing about it is trusted. */
  input: unknown
}

/** What a call comes to. Refusals are answers that a model can act on (GEN-10). */
export type AreaAnswer = { ok: true; output: unknown } | { ok: false; refusal: RefusalBody }

/**
 * Runs one tool of an area. A tool that writes runs in a transaction of its own, together with its idempotency
 * record and its confirm token: all of it is kept, or nothing. Throws only what is a bug or a broken database.
 */
export async function runAreaTool({ area, name, ctx, input }: AreaCall): Promise<AreaAnswer> {
  try {
    const tool = findTool(area, name)
    const checked = checkInput(tool, input)
    if (tool.effect !== 'read') return await write(area, tool, ctx, checked)
    return { ok: true, output: await run(tool, ctx, checked.input) }
  } catch (error) {
    if (error instanceof ToolRefusal) return { ok: false, refusal: error.body }
    throw error
  }
}

function findTool(area: Area, name: string): AreaTool {
  const tool = area.tools.find((candidate) => candidate.name === name)
  if (tool) return tool
  const names = area.tools.map((candidate) => candidate.name)
  throw new ToolRefusal('unknown_tool', `${area.name} has no tool ${name}.`, didYouMean(name, names))
}

function write(area: Area, tool: AreaTool, outer: AreaContext, checked: CheckedInput): Promise<AreaAnswer> {
  const { input, idempotencyKey: key, confirmToken: token } = checked
  return outer.db.transaction().execute(async (db): Promise<AreaAnswer> => {
    const ctx = { ...outer, db }
    await takeTurn(db, area.slug, ctx.accountId)
    const keyed = key === undefined ? undefined : { ctx, area: area.slug, tool, key, input }
    const stored = keyed && (await storedResult(keyed))
    if (stored) return { ok: true, ...stored }
    const { preview } = tool
    if (preview) {
      const step = await confirm({ ctx, area: area.slug, tool: { ...tool, preview }, token, input })
      if (step.state === 'asked') return { ok: true, output: step.answer }
      if (step.state === 'changed') return { ok: false, refusal: step.refusal }
    }
    const output = await run(tool, ctx, input)
    if (keyed) await storeResult(keyed, output)
    return { ok: true, output }
  })
}

async function run(tool: AreaTool, ctx: AreaContext, input: Record<string, unknown>): Promise<unknown> {
  const result = await tool.run({ ctx, input })
  if (!tool.paging) return result
  return toPage(tool.paging, input as { limit: number }, result as Listed)
}
