import type { Db } from '../context.ts'
import { notFound } from '../errors.ts'

/** The agent's name. @throws Refusal `not_found` when it is missing or another account's. */
export async function requireAgent(db: Db, accountId: string, id: string): Promise<string> {
  const agent = await db
    .selectFrom('agents')
    .select('name')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!agent) throw notFound('agent')
  return agent.name
}

/** As `requireAgent`, and the agent stays until the transaction ends, so that rows about it can be written. */
export async function holdAgent(tx: Db, accountId: string, id: string): Promise<string> {
  const agent = await tx
    .selectFrom('agents')
    .select('name')
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .forKeyShare()
    .executeTakeFirst()
  if (!agent) throw notFound('agent')
  return agent.name
}
