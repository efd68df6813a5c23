import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/storage/database.ts'
import type { Database } from '../../src/storage/database.ts'
import { freshPlace, testedDialect } from '../databases/fresh-database.ts'
import type { FreshPlace } from '../databases/fresh-database.ts'

let place: FreshPlace
let receiver: Database
let sender: Database
let log: string[]

beforeEach(async () => {
  place = await freshPlace()
  log = []
  receiver = await openDatabase({ ...place.options, log: (message) => log.push(message) })
  // The embedded database has one opening: its messages go round within the process.
  sender = testedDialect() === 'postgres' ? await openDatabase(place.options) : receiver
})

afterEach(async () => {
  await sender.close()
  await receiver.close()
  await place.remove()
})

function send(channel: string, payload: string): Promise<unknown> {
  return sql`select pg_notify(${channel}, ${payload})`.execute(sender.db)
}

/** Messages arrive in order, so once this one is here, so are all that were sent before. */
async function settle(received: string[]): Promise<void> {
  await send('Toolset "changes"', 'the end')
  await vi.waitFor(() => expect(received).toContain('the end'), 10_000)
}

describe('listen', () => {
  it('hears what is committed on its channel, and nothing else', async () => {
    const received: string[] = []
    await receiver.listen('Toolset "changes"', { onMessage: (payload) => received.push(payload) })

    await send('Toolset "changes"', 'one')
    await send('toolset "changes"', 'another channel')
    await sender.db
      .transaction()
      .execute(async (tx) => {
        await sql`select pg_notify('Toolset "changes"', 'never committed')`.execute(tx)
        throw new Error('undo')
      })
      .catch(() => undefined)
    await settle(received)

    expect(received).toEqual(['one', 'the end'])
  })

  it('ends for the one who ends it, and goes on for others', async () => {
    const ended: string[] = []
    const received: string[] = []
    const end = await receiver.listen('Toolset "changes"', { onMessage: (payload) => ended.push(payload) })
    await receiver.listen('Toolset "changes"', { onMessage: (payload) => received.push(payload) })
    await end()
    await settle(received)

    expect(ended).toEqual([])
  })

  it('starts anew on a channel whose last listener left at the same moment', async () => {
    const received: string[] = []
    const end = await receiver.listen('Toolset "changes"', { onMessage: () => undefined })
    await Promise.all([
      receiver.listen('Toolset "changes"', { onMessage: (payload) => received.push(payload) }),
      end(),
    ])
    await settle(received)

    expect(received).toEqual(['the end'])
  })

  it('is not undone by a transaction beside it', async () => {
    const received: string[] = []
    const begun = Promise.withResolvers<void>()
    const transaction = receiver.db.transaction().execute(async (tx) => {
      await sql`select 1`.execute(tx)
      begun.resolve()
      await sleep(20)
      throw new Error('undo')
    })
    await begun.promise
    const listening = receiver.listen('Toolset "changes"', { onMessage: (payload) => received.push(payload) })
    await expect(transaction).rejects.toThrow('undo')
    await listening
    await settle(received)

    expect(received).toEqual(['the end'])
  })

  it('survives a listener that throws, and reports it', async () => {
    const received: string[] = []
    await receiver.listen('Toolset "changes"', {
      onMessage: () => {
        throw new Error('listener out of order')
      },
    })
    await receiver.listen('Toolset "changes"', { onMessage: (payload) => received.push(payload) })
    await settle(received)

    expect(log.join()).toContain('listener out of order')
  })
})

describe.runIf(testedDialect() === 'postgres')('listen on PostgreSQL', () => {
  it('comes back when its connection is lost, and says so', async () => {
    const received: string[] = []
    const reconnects = vi.fn<() => void>()
    await receiver.listen('Toolset "changes"', {
      onMessage: (payload) => received.push(payload),
      onReconnect: reconnects,
    })

    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'jackfield listener' and datname = current_database()`.execute(sender.db)
    await vi.waitFor(() => expect(reconnects).toHaveBeenCalledTimes(1), 10_000)
    await settle(received)
  })
})
