import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import { openCallLog } from '../../src/audit/call-log.ts'
import { readConfig } from '../../src/config.ts'
import type { Config } from '../../src/config.ts'
import type { Actor, CallLog, CallRecord, Context, Services } from '../../src/context.ts'
import { openVault } from '../../src/credentials/vault.ts'
import { newId } from '../../src/ids.ts'
import { openChanges } from '../../src/storage/changes.ts'
import type { Database } from '../../src/storage/database.ts'

export const owner: Actor = {
  type: 'member',
  id: 'usr_ada',
  name: 'Ada',
  role: 'owner',
  sessionId: 'ses_ada',
}

/** The parts of a hub that audit and credentials need, on an open database. */
export interface Parts {
  database: Database
  services: Services
  callLog: CallLog
  /** A new account, and its owner's context. */
  account(): Promise<Context>
  /** Ends what was started; the database stays open. */
  close(): Promise<void>
}

export async function openParts(database: Database, settings: Partial<Config> = {}): Promise<Parts> {
  const log = pino({ level: 'silent' })
  const config = { ...readConfig({}), masterKey: randomBytes(32), ...settings }
  const vault = await openVault({ config, database })
  const changes = await openChanges(database)
  const callLog = openCallLog({ database, log })
  // Neither upstreams nor the way to them: nothing here calls out.
  const services = {
    config,
    database,
    log,
    vault,
    changes,
    callLog,
    publicUrl: () => 'http://127.0.0.1',
  } as Services
  return {
    database,
    services,
    callLog,
    account: () => newAccount(services),
    async close() {
      await callLog.close()
      await changes.close()
    },
  }
}

async function newAccount(services: Services): Promise<Context> {
  const { db } = services.database
  const accountId = newId('acc')
  await db.transaction().execute(async (tx) => {
    const data_key = await services.vault.newDataKey(accountId, tx)
    const account = {
      id: accountId,
      name: 'Account',
      policy_preset: 'open',
      default_on: false,
      data_key,
    } as const
    await tx.insertInto('accounts').values(account).execute()
  })
  return { accountId, actor: owner, db, services }
}

/** A call of a tool, as the gate would record it. */
export function callOf(ctx: Context, more: Partial<CallRecord> = {}): CallRecord {
  return {
    callId: newId('call'),
    accountId: ctx.accountId,
    actor: { type: 'agent_key', id: 'ak_1', name: 'Key', agentId: 'agt_1' },
    action: 'tool.called',
    agentId: 'agt_1',
    connectorId: 'con_1',
    tool: 'notes__search',
    detail: { arguments: { text: 'spring' } },
    ...more,
  }
}
