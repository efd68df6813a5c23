import { openDatabase } from '../../src/storage/database.ts'
import type { DatabaseOptions } from '../../src/storage/database.ts'
import { callOf, openParts } from './open-accounts.ts'

// Opens the database in its first argument (JSON), makes an account and prints its id, then records calls from
// many callers at once, and prints each call's id once its intent is acknowledged.
const database = await openDatabase(JSON.parse(String(process.argv[2])) as DatabaseOptions)
const parts = await openParts(database)
const ctx = await parts.account()
console.log(ctx.accountId)

async function recordCalls(): Promise<never> {
  for (;;) {
    const call = callOf(ctx)
    await parts.callLog.intent(call)
    console.log(call.callId)
  }
}
await Promise.all(Array.from({ length: 20 }, recordCalls))
