import type { Area, AreaContext } from '@jackfield/platform'
import { nativeRefusal, runNative } from '../connectors/native.ts'
import type { Context } from '../context.ts'
import type { ToolsetTool } from '../toolsets/toolset.ts'
import { limitResult } from './limit-result.ts'
import type { Ending } from './tool-call.ts'

/** Runs an allowed tool of an area. What the area refuses is an ending that the model can read; never throws. */
export async function runNativeTool(
  ctx: Context,
  area: Area,
  tool: ToolsetTool,
  timeZone: string,
  args: Record<string, unknown>,
): Promise<Ending> {
  try {
    const { result: answer, refused } = await runNative(area, tool.name, areaContext(ctx, timeZone), args)
    const { result, cut } = limitResult(answer, ctx.services.config.resultLimit)
    const detail = refused ? { error: refused } : cut ? { cut } : undefined
    return { outcome: refused ? 'error' : 'ok', result, ...(detail ? { detail } : {}) }
  } catch (error) {
    ctx.services.log.error({ err: error, tool: tool.name }, 'a platform tool failed')
    return {
      outcome: 'error',
      result: nativeRefusal({ code: 'internal', message: `${tool.name} could not be run.` }),
      detail: { error: 'internal' },
    }
  }
}

/** Areas keep their rows in the same database and record who changed them (GEN-8). */
function areaContext(ctx: Context, timeZone: string): AreaContext {
  const { type, id, name } = ctx.actor
  return {
    accountId: ctx.accountId,
    actor: { type, id, name },
    db: ctx.db.withTables(),
    now: new Date(),
    timeZone,
  }
}
