import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openParts } from '../audit/open-accounts.ts'
import type { Parts } from '../audit/open-accounts.ts'
import { freshDatabase, testedDialect } from '../databases/fresh-database.ts'
import type { Tx } from '../../src/context.ts'
import { ChangedAccounts } from '../../src/storage/changed-accounts.ts'
import { notifyNodes } from '../../src/storage/changes.ts'
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
  const idsOf = (changed: [string, string][] | undefined) => changed?.map(([accountId]) => accountId)

  it('answers what changed since it was asked before, and at first that it does not know', async () => {
    const [quiet, busy] = [await newAccount(), await newAccount()]
    const accounts = new ChangedAccounts(ask)
    expect(await accounts.next()).toBeUndefined()
    expect(await accounts.next()).toEqual([])
    const changedIn = await notifyNodes(database.db, busy)
    expect(await accounts.next()).toEqual([[busy, changedIn]])
    expect(await accounts.next()).toEqual([])
    await notifyNodes(database.db, quiet)
    await notifyNodes(database.db, busy)
    expect(idsOf(await accounts.next())?.toSorted()).toEqual([quiet, busy].toSorted())
  })

  it('misses nothing when the transaction that began first commits last', async () => {
    const [early, late] = [await newAccount(), await newAccount()]
    const accounts = new ChangedAccounts(ask)
    await accounts.next()
    const first = await openTransaction(database, (tx) => notifyNodes(tx, early))
    await notifyNodes(database.db, late)
    expect(idsOf(await accounts.next())).toEqual([late])
    await first.commit()
    expect(idsOf(await accounts.next())).toContain(early)
    expect(await accounts.next()).toEqual([])
  })

  it('misses nothing when an older transaction writes an account after a younger one', async () => {
    const accountId = await newAccount()
    const accounts = new ChangedAccounts(ask)
    const older = await openTransaction(database, (tx) => sql`select pg_current_xact_id()`.execute(tx))
    await accounts.next()
    const younger = await notifyNodes(database.db, accountId)
    expect(await accounts.next()).toEqual([[accountId, younger]])
    await older.run((tx) => notifyNodes(tx, accountId))
    await older.commit()
    const [found] = (await accounts.next()) ?? []
    expect(found?.[0]).toBe(accountId)
    expect(BigInt(found?.[1] ?? 0)).toBeLessThan(BigInt(younger ?? 0))
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
    expect(await accounts.next()).toEqual([])
  })

  it('leaves out numbers that came with a restore from another server', async () => {
    const accountId = await newAccount()
    const accounts = new ChangedAccounts(ask)
    await accounts.next()
    await sql`update accounts set changed_in = '999999999999' where id = ${accountId}`.execute(database.db)
    expect(await accounts.next()).toEqual([])
    await notifyNodes(database.db, accountId)
    expect(idsOf(await accounts.next())).toEqual([accountId])
  })
})

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
