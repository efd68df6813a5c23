import type { Database } from './database-interface.ts'

/**
 * One statement, so all of it sees one snapshot. A row that the snapshot shows was written before its xmax; the upper
 * bound leaves out numbers that came with a restore from another server.
 */
const question = `
  select pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
    (select json_object_agg(id, changed_in::text)
      from (select id, changed_in from accounts union all select id, changed_in from deleted_accounts) as account
      where changed_in >= $1::xid8 and changed_in < pg_snapshot_xmax(pg_current_snapshot())) as changed`

interface Answer {
  horizon: string
  changed: Record<string, string> | null
}

/**
 * Finds the accounts that changed or were deleted since it was asked before: one look into an index when none did.
 *
 * It cannot miss a change, in whatever order transactions commit. `changed_in` is the number of the transaction that
 * made the change. A transaction whose commit one question did not see was then still running or had not begun, so its
 * number is not below the xmin of that question's snapshot (PostgreSQL manual, 9.28.5), and the next question asks
 * from that number on. Writers of one account wait for each other at its row, so the row always names the one that
 * committed last. The price is that a change may be found more than once, as long as an older transaction runs.
 */
export class ChangedAccounts {
  readonly #ask: NonNullable<Database['ask']>
  #horizon: string | undefined

  constructor(ask: NonNullable<Database['ask']>) {
    this.#ask = ask
  }

  /**
   * Account ids, each with the number of its last transaction. Undefined when it is not known what changed: at first,
   * and after a question without an answer, since another server may answer the next one.
   */
  async next(): Promise<[accountId: string, changedIn: string][] | undefined> {
    const since = this.#horizon
    this.#horizon = undefined
    const [answer] = await this.#ask<Answer>(question, [since])
    this.#horizon = answer?.horizon
    return since === undefined ? undefined : Object.entries(answer?.changed ?? {})
  }
}
