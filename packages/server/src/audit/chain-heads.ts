import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import { genesisHash } from './chain-hash.ts'

/** Where an account's chain stands: the number and hash of its last event. */
export interface ChainHead {
  account_id: string
  seq: number
  hash: string
}

/**
 * Locks the chains of some accounts until the transaction ends, and reads where they stand; a chain that is not
 * there yet begins. One statement locks in its own order, which is sorted here, so that two transactions never wait
 * for each other in a circle.
 */
export async function lockChainHeads(tx: Tx, accountIds: Iterable<string>): Promise<Map<string, ChainHead>> {
  const sorted = [...new Set(accountIds)].toSorted()
  const heads = await tx
    .insertInto('audit_chains')
    .values(sorted.map((account_id) => ({ account_id, seq: 0, hash: genesisHash })))
    // Changes nothing: it locks and returns the row that was there, which `do nothing` would not.
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ seq: sql`audit_chains.seq` }))
    .returningAll()
    .execute()
  return new Map(heads.map((head) => [head.account_id, head]))
}
