import type { Area } from '@jackfield/platform'
import type { Context } from '../context.ts'
import { loadRules } from '../policies/load-rules.ts'
import { areaTools } from './area-tools.ts'
import { assemble, toTool } from './load-toolset.ts'
import { toolsetCache } from './toolset-cache.ts'
import { platformCapability } from './toolset-connector.ts'
import type { Toolset } from './toolset.ts'

/**
 * What a key can use of the Sales Platform at its own address: the very tools that the areas give agents (ADR-12),
 * under the account's policies. Areas need not be connected (ADR-13). A read-only key sees what reads (ADR-16).
 */
export async function platformToolset(ctx: Context, areas: readonly Area[]): Promise<Toolset> {
  const name = ['platform', ...areas.map((area) => area.slug)].join(' ')
  const toolset = await toolsetCache(ctx.services).get(ctx.accountId, name, (nobody) =>
    loadPlatformToolset(nobody, areas),
  )
  // Only the list is narrowed: a write that is called all the same is refused with the reason.
  const readOnly = ctx.actor.type === 'api_key' && ctx.actor.readOnly
  return readOnly ? { ...toolset, tools: toolset.tools.filter((tool) => tool.effect === 'read') } : toolset
}

async function loadPlatformToolset(ctx: Context, areas: readonly Area[]): Promise<Toolset> {
  const [account, rows, rules] = await Promise.all([
    ctx.db
      .selectFrom('accounts')
      .select(['policy_preset', 'time_zone'])
      .where('id', '=', ctx.accountId)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom('connectors')
      .select(['id as connector_id', 'slug', 'read_only'])
      .where('account_id', '=', ctx.accountId)
      .where('family', '=', 'platform')
      .execute(),
    loadRules({ db: ctx.db, accountId: ctx.accountId }),
  ])
  const capability = platformCapability()
  const judge = { preset: account.policy_preset, rules }
  const tools = areas.flatMap((area) => {
    const row = rows.find(({ slug }) => slug === area.slug)
    return areaTools(area).map((tool) => toTool(tool, capability, row, judge, area))
  })
  const { time_zone } = account
  return assemble({ id: '', name: 'Sales Platform', instructions: '', time_zone }, [capability], tools)
}
