import type { Area } from '@jackfield/platform'
import type { Context } from '../context.ts'
import { freshToolset, resolveToolset } from './current-toolset.ts'
import { platformToolset } from './platform-toolset.ts'
import type { Toolset } from './toolset.ts'

/** Whose toolset is meant: an agent's, or that of a key at the Sales Platform's own address. */
export type Source = { kind: 'agent'; agentId: string } | { kind: 'platform'; areas: readonly Area[] }

/** The toolset as a call needs it: what is stored, no upstream asked. @throws Refusal `not_found` */
export function resolveSource(ctx: Context, source: Source): Promise<Toolset> {
  return source.kind === 'agent'
    ? resolveToolset(ctx.services, ctx.accountId, source.agentId)
    : platformToolset(ctx, source.areas)
}

/** The toolset as the start of a run needs it. @throws Refusal `not_found` */
export function freshSource(ctx: Context, source: Source): Promise<Toolset> {
  return source.kind === 'agent' ? freshToolset(ctx, source.agentId) : platformToolset(ctx, source.areas)
}

/** The agent that acts, where one does. */
export function agentOf(source: Source): string | null {
  return source.kind === 'agent' ? source.agentId : null
}
