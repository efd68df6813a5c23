import { describe, expect, it } from 'vitest'
import { verifyChain } from '../../src/audit/verify-chain.ts'
import { openDatabase } from '../../src/storage/database.ts'
import { freshPlace } from '../databases/fresh-database.ts'
import { startProgram } from '../storage/child-program.ts'
import { owner } from './open-accounts.ts'

const PROGRAM = '../audit/record-until-killed.ts'

describe('kill -9 while calls are recorded', () => {
  it('SEC-9: leaves every acknowledged intent, and a chain that holds', async () => {
    const { options, remove } = await freshPlace()
    const child = startProgram(PROGRAM, [JSON.stringify(options)])
    const accountId = (await child.line()) ?? ''
    const acknowledged: string[] = []
    while (acknowledged.length < 100) acknowledged.push((await child.line()) ?? '')
    acknowledged.push(...(await child.kill()).filter((line) => /^call_\w{26}$/.test(line)))

    const database = await openDatabase(options)
    const rows = await database.db.selectFrom('audit_events').select('call_id').execute()
    const stored = new Set(rows.map((row) => row.call_id))
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    const ctx = { accountId, actor: owner, db: database.db, services: {} as never }
    expect(await verifyChain({ ctx })).toEqual({ ok: true, events: stored.size, broken_at: null })
    await database.close()
    await remove()
  })
})
