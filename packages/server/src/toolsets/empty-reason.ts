import type { SkipReason } from './toolset.ts'

/** What a connected connector offers an agent. */
export interface Offer {
  /** How many tools it has, blocked ones included. */
  tools: number
  blocked: number
  /** Prompts, resources and templates of resources. */
  others: number
  /** When its tools were last read in full; null if never. */
  listedAt: Date | null
  probe: { ok: boolean } | null
}

/** Why a connector that is on and connected gives an agent nothing; undefined when it gives something. */
export function emptyReason({ tools, blocked, others, listedAt, probe }: Offer): SkipReason | undefined {
  if (tools > 0 && blocked === tools) return 'blocked_by_policy'
  if (tools > 0 || others > 0) return undefined
  return listedAt === null || probe?.ok === false ? 'unreachable' : 'no_tools'
}
