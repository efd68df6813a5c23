import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { freshDatabase, testedDialect } from '../databases/fresh-database.ts'
import type { Tx } from '../../src/context.ts'
import { ChangedAccounts } from '../../src/storage/changed-accounts.ts'
import { notifyNodes, notifyNodesOfDeletion } from '../../src/storage/changes.ts'
import type { Database } from '../../src/storage/database.ts'

describe.runIf(testedDialect() === 'postgres')('asking which accounts changed', () => {
  let database: Database
  let parts: Parts
  beforeAll(async () => {
    database = await freshDatabase()
    parts = await openParts(database)
  })
  afterAll(async () => {
    await parts.close()
    await database.close()
  })

  const ask = async <Row>(text: string, values: unknown[]) => (await database.ask?.<Row>(text, values)) ?? []
  const newAccount = async () => (await parts.account()).accountId
  const open = (...own: string[]) => new News(new ChangedAccounts(ask), own)

  it('answers what changed since it was asked before, and at first that it does not know', async () => {
    const [quiet, busy] = [await newAccount(), await newAccount()]
    const news = open(quiet, busy)
    expect(await news.next()).toBeUndefined()
    expect(await news.next()).toEqual([])
    await notifyNodes(database.db, busy)
    expect(await news.next()).toEqual([busy])
    expect(await news.next()).toEqual([])
    await notifyNodes(database.db, quiet)
    await notifyNodes(database.db, busy)
    expect((await news.next())?.toSorted()).toEqual([quiet, busy].toSorted())
  })

  it('misses nothing when the transaction that began first commits last', async () => {
    const [early, late] = [await newAccount(), await newAccount()]
    const news = open(early, late)
    await news.next()
    const first = await openTransaction(database, (tx) => notifyNodes(tx, early))
    await notifyNodes(database.db, late)
    const before = await news.next()
    await first.commit()
    expect([before, await news.next()]).toEqual([[late], [early]])
  })

  it('misses nothing when an older transaction writes an account after a younger one', async () => {
    const accountId = await newAccount()
    const news = open(accountId)
    const older = await openTransaction(database, (tx) => sql`select pg_current_xact_id()`.execute(tx))
    await news.next()
    await notifyNodes(database.db, accountId)
    const before = await news.next()
    await older.run((tx) => notifyNodes(tx, accountId))
    await older.commit()
    expect([before, await news.next()]).toEqual([[accountId], [accountId]])
  })

  it('answers what was deleted, which has no row any more', async () => {
    const gone = await newAccount()
    const news = open(gone)
    await news.next()
    await database.db.transaction().execute(async (tx) => {
      await tx.deleteFrom('accounts').where('id', '=', gone).execute()
      await notifyNodesOfDeletion(tx, gone)
    })
    expect([await news.next(), await news.next()]).toEqual([[gone], []])
  })

  it('does not know what changed after a question without an answer', async () => {
    let works = true
    const accounts = new ChangedAccounts((text, values) =>
      works ? ask(text, values) : Promise.reject(new Error('gone')),
    )
    await accounts.next()
    works = false
    await expect(accounts.next()).rejects.toThrow('gone')
    works = true
    expect(await accounts.next()).toBeUndefined()
    expect(await accounts.next()).toBeDefined()
  })

  it('leaves out numbers that came with a restore from another server', async () => {
    const accountId = await newAccount()
    const news = open(accountId)
    await news.next()
    await sql`update accounts set changed_in = '999999999999' where id = ${accountId}`.execute(database.db)
    expect(await news.next()).toEqual([])
    await notifyNodes(database.db, accountId)
    expect(await news.next()).toEqual([accountId])
  })
})

/**
 * Which of some accounts it finds for the first time. Transaction numbers are the whole server's: while one of another
 * test runs, what changed since that began is found again.
 */
class News {
  readonly #accounts: ChangedAccounts
  readonly #own: string[]
  readonly #seen = new Set<string>()

  constructor(accounts: ChangedAccounts, own: string[]) {
    this.#accounts = accounts
    this.#own = own
  }

  async next(): Promise<string[] | undefined> {
    const found = await this.#accounts.next()
    return found
      ?.filter(([id]) => this.#own.includes(id))
      .filter((one) => !this.#seen.has(one.join()) && this.#seen.add(one.join()))
      .map(([id]) => id)
  }
}

/** A transaction that stays open until it is told to commit. */
async function openTransaction(database: Database, begin: (tx: Tx) => Promise<unknown>) {
  const begun = Promise.withResolvers<Tx>()
  const ended = Promise.withResolvers<void>()
  const done = database.db.transaction().execute(async (tx) => {
    await begin(tx)
    begun.resolve(tx)
    await ended.promise
  })
  const tx = await begun.promise
  return {
    run: (work: (tx: Tx) => Promise<unknown>) => work(tx),
    commit: () => (ended.resolve(), done),
  }
}
