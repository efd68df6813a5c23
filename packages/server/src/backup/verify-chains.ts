import { verifyChain } from '../audit/verify-chain.ts'
import type { Actor, Db } from '../context.ts'

/** An account whose audit log does not hold, and the number of the first event that is not as it was written. */
export interface BrokenChain {
  accountId: string
  brokenAt: number
}

const actor: Actor = { type: 'system', id: 'system', name: 'jackfield restore' }

/** Recomputes the audit chain of every account. */
export async function verifyChains(db: Db): Promise<{ accounts: number; broken: BrokenChain[] }> {
  const accounts = await db.selectFrom('accounts').select('id').orderBy('id').execute()
  const broken: BrokenChain[] = []
  for (const { id } of accounts) {
    const { broken_at } = await verifyChain({ ctx: { accountId: id, actor, db } })
    if (broken_at !== null) broken.push({ accountId: id, brokenAt: broken_at })
  }
  return { accounts: accounts.length, broken }
}
