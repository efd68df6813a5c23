import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFirstAccount } from '../src/accounts/create-first-account.ts'
import { createHub } from '../src/app.ts'
import type { Config } from '../src/config.ts'
import type { Services } from '../src/context.ts'
import { startSession } from '../src/people/start-session.ts'
import type { Role } from '../src/storage/tables.ts'
import { apiFor } from './api.ts'
import type { Api } from './api.ts'
import { freshPlace } from './databases/fresh-database.ts'
import { addPerson } from './people/add-person.ts'

export type { Answer, Api } from './api.ts'

/** A whole hub on loopback, over a database of its own. */
export interface TestHub {
  url: string
  services: Services
  accountId: string
  /** The owner of the first account. */
  owner: Api
  /** A new person with that role in the first account. */
  as(role: Role): Promise<Api>
  /** The owner of a new account, who belongs to no other. */
  secondAccount(): Promise<Api>
  close(): Promise<void>
}

export const ownerLogin = {
  email: 'owner@example.com',
  name: 'Olga Owner',
  password: 'correct horse battery',
}

/** Starts a hub whose first account is set up. Its database is removed with it, unless `config` names one. */
export async function startHub({ config = {} }: { config?: Partial<Config> } = {}): Promise<TestHub> {
  const { hub, url, close } = await startBareHub({ config })
  const { services } = hub
  const account = { name: 'First', policyPreset: 'open' as const, owner: ownerLogin }
  const owner = await createFirstAccount(services, account, async () => undefined)
  const log = async (person: typeof owner) => {
    const { secret } = await startSession(services, person, { kind: 'token', userAgent: 'test' })
    return apiFor(url, secret)
  }
  return {
    url,
    services,
    accountId: owner.accountId,
    owner: await log(owner),
    as: async (role) => log(await addPerson(services, owner.accountId, role)),
    secondAccount: async () => log(await addOtherAccount(services)),
    close,
  }
}

async function addOtherAccount(services: Services) {
  const email = `second-${randomBytes(4).toString('hex')}@example.com`
  const owner = { name: 'Other Owner', email, password: 'another long password' }
  return createFirstAccount(services, { name: 'Second', policyPreset: 'open', owner }, async () => undefined)
}

/** A hub that listens and that nobody has set up. */
export async function startBareHub({ config = {} }: { config?: Partial<Config> } = {}) {
  const place = config.dataDirectory || config.databaseUrl ? undefined : await freshPlace()
  const spare = await mkdtemp(join(tmpdir(), 'jackfield-test-hub-'))
  const hub = await createHub({
    ...testConfig,
    databaseUrl: place?.options.url,
    dataDirectory: place?.options.dataDirectory ?? spare,
    masterKey: randomBytes(32),
    ...config,
  })
  const url = await hub.listen()
  const close = async () => {
    await hub.close()
    await place?.remove()
    await rm(spare, { recursive: true, force: true })
  }
  return { hub, url, close }
}

const testConfig = {
  port: 0,
  host: '127.0.0.1',
  publicUrl: undefined,
  previousMasterKeys: [],
  nextMasterKey: undefined,
  allowedHosts: '127.0.0.1, localhost',
  admin: undefined,
  logLevel: 'silent',
  auditReads: 'soon',
  openTimeoutMs: 5000,
  callTimeoutMs: 10_000,
  shutdownGraceMs: 0,
  resultLimit: 150_000,
  rates: { perKey: 0, perAccount: 0, perAddress: 0 },
  auditRetentionDays: undefined,
  metrics: undefined,
  otlpEndpoint: undefined,
  appHosts: {},
  oauthApps: {},
  demo: false,
} as const satisfies Partial<Config>
