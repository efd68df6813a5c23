import type { SetUpInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import type { Services, Tx } from '../context.ts'
import { Refusal } from '../errors.ts'
import { hashSecret } from '../ids.ts'
import type { Origin } from '../people/log-in.ts'
import { startSession } from '../people/start-session.ts'
import type { StartedSession } from '../people/start-session.ts'
import { createFirstAccount } from './create-first-account.ts'

interface SetUp {
  services: Services
  input: z.output<typeof SetUpInput>
  from: Origin
}

/**
 * Makes the first account and its owner with the one-time token of the set-up link, and logs the owner in.
 * @throws Refusal `unauthenticated` when the token is wrong or was used, also by somebody at the same moment.
 */
export async function setUp({ services, input, from }: SetUp): Promise<StartedSession> {
  // Looked at before the slow hash of the password, and taken in the transaction.
  if (!(await isOpen(services, input.token))) throw closed()
  const { name, email, password } = input
  const account = {
    name: input.account_name,
    policyPreset: input.policy_preset,
    owner: { name, email, password },
  }
  const owner = await createFirstAccount(services, account, (tx) => takeToken(tx, input.token))
  return startSession(services, owner, { kind: 'cookie', userAgent: from.userAgent })
}

async function isOpen({ database }: Services, token: string): Promise<boolean> {
  const row = await database.db
    .selectFrom('installation')
    .select('id')
    .where('setup_token_hash', '=', hashSecret(token))
    .executeTakeFirst()
  return row !== undefined
}

async function takeToken(tx: Tx, token: string): Promise<void> {
  const taken = await tx
    .updateTable('installation')
    .set({ setup_token_hash: null })
    .where('setup_token_hash', '=', hashSecret(token))
    .executeTakeFirst()
  if (taken.numUpdatedRows === 0n) throw closed()
}

function closed(): Refusal {
  return new Refusal('unauthenticated', 'This set-up link is not valid. It works once.', {
    hint: 'Use the link that the last start printed, or log in if the set-up is done.',
  })
}
