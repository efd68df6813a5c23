import type { Tx } from '../context.ts'
import { invalid } from '../errors.ts'

/**
 * The tools whose changed definition a person decides about (CUS-24): those that are named, refused ones among them, or
 * all that wait.
 * @throws Refusal `invalid` on `tools` for one whose definition has not changed
 */
export async function chooseHeldTools(tx: Tx, connectorId: string, names: string[] | undefined) {
  const held = await tx
    .selectFrom('tools')
    .select(['name', 'held_definition', 'refused_at'])
    .where('connector_id', '=', connectorId)
    .where('held_hash', 'is not', null)
    .orderBy('position')
    .execute()
  if (!names) return held.filter((tool) => tool.refused_at === null)
  const unknown = names.find((name) => !held.some((tool) => tool.name === name))
  if (unknown !== undefined) throw invalid('tools', `"${unknown}" has no changed definition.`)
  return held.filter((tool) => names.includes(tool.name))
}
