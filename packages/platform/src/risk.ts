/** What a tool can do to data and to people, worst last (PLT-12). One class a tool; everything else follows from it. */
export const risks = [
  'read', // shows settings and structure
  'customer_data_read', // shows people's data, as an export or an audience preview does (PLT-13)
  'configuration', // changes settings and structure
  'customer_data_write', // changes people's data
  'test', // runs something that reaches nobody
  'generation', // makes content
  'activation', // turns something live on
  'external_action', // reaches people or systems outside
  'destructive', // deletes or replaces
] as const

export type Risk = (typeof risks)[number]

/** What policies and read-only keys go by. */
export type Effect = 'read' | 'write' | 'destructive'

/** What nobody can take back is previewed first, always (B12, PLT-14). */
export type CarefulRisk = 'external_action' | 'destructive'

export function effectOf(risk: Risk): Effect {
  if (risk === 'read' || risk === 'customer_data_read') return 'read'
  return risk === 'destructive' ? 'destructive' : 'write'
}

/** MCP `ToolAnnotations` (specification 2025-11-25, "Tools"). */
export interface ToolHints {
  readOnlyHint: boolean
  destructiveHint: boolean
  idempotentHint: boolean
  openWorldHint: boolean
}

export function hintsOf(risk: Risk): ToolHints {
  const effect = effectOf(risk)
  return {
    readOnlyHint: effect === 'read',
    destructiveHint: effect === 'destructive',
    // What is deleted cannot be deleted again.
    idempotentHint: effect !== 'write',
    openWorldHint: risk === 'external_action',
  }
}
