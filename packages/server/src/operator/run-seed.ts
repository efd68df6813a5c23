import { seedLeads } from '@jackfield/platform'
import { readConfig } from '../config.ts'
import { Refusal } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import { openExistingPlace } from './open-place.ts'
import { count } from './outcome.ts'
import type { Outcome } from './outcome.ts'

/** Leads that are made when nobody says how many, and the most that are. */
const USUAL = 3000
const MOST = 200_000

/** `seed [--account <id>] [--count <number>]`: fills an account with believable, connected sample data. */
export async function runSeed(given: {
  account?: string | undefined
  count?: string | undefined
}): Promise<Outcome> {
  const wanted = howMany(given.count)
  const database = await openExistingPlace(readConfig())
  try {
    const account = await chooseAccount(database, given.account)
    const made = await seedLeads({
      db: database.db.withTables(),
      accountId: account.id,
      now: new Date(),
      count: wanted,
    })
    return {
      text:
        made === 0
          ? `${account.name} has leads already: nothing was changed.`
          : `${account.name}: ${count(made, 'lead')} with notes, tasks, labels and two pipelines.`,
      facts: { account: account.id, leads: made },
      warnings: [],
    }
  } finally {
    await database.close()
  }
}

function howMany(text: string | undefined): number {
  if (text === undefined) return USUAL
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= MOST) return number
  throw new Refusal('invalid', `--count must be a whole number from 1 to ${MOST}.`)
}

async function chooseAccount(
  database: Database,
  id: string | undefined,
): Promise<{ id: string; name: string }> {
  const accounts = await database.db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .orderBy('created_at')
    .execute()
  const [first, ...others] = id === undefined ? accounts : accounts.filter((account) => account.id === id)
  if (first && others.length === 0) return first
  if (id !== undefined) throw new Refusal('not_found', `There is no account ${id}.`)
  if (!first)
    throw new Refusal('unavailable', 'There is no account yet.', {
      hint: 'Start the server and set it up first.',
    })
  const names = accounts.map((account) => `${account.id} (${account.name})`).join(', ')
  throw new Refusal('invalid', `There are several accounts: ${names}.`, { hint: 'Name one with --account.' })
}
