import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type Client } from '@jackfield/sdk'
import { createHub } from '../src/app.ts'
import type { Closers } from '../src/closers.ts'
import { readConfig } from '../src/config.ts'

/** A hub of its own on this machine, and a client with an API key of its owner. */
export interface LocalHub {
  url: string
  client: Client
  /** How its owner logs in. */
  admin: { email: string; password: string }
}

/**
 * Starts a hub on a free port of 127.0.0.1, with a new embedded database in a temporary directory that is
 * deleted at the end. It may call servers on this machine.
 * @param settings more of them, as in its environment
 */
export async function openLocalHub(
  closers: Closers,
  settings: Record<string, string> = {},
): Promise<LocalHub> {
  const dataDirectory = await mkdtemp(join(tmpdir(), 'jackfield-local-'))
  closers.add(() => rm(dataDirectory, { recursive: true, force: true }))
  const admin = { email: 'owner@example.com', password: randomBytes(24).toString('base64url') }
  const hub = await createHub({
    ...readConfig({
      JACKFIELD_DATA_DIR: dataDirectory,
      JACKFIELD_ALLOWED_HOSTS: '127.0.0.1',
      JACKFIELD_LOG_LEVEL: 'silent',
      ...settings,
    }),
    port: 0,
    admin,
  })
  closers.add(() => hub.close())
  const url = await hub.listen()
  return { url, client: await withKey(url, admin), admin }
}

async function withKey(url: string, admin: { email: string; password: string }): Promise<Client> {
  const { token } = await createClient({ url }).session.logIn({ ...admin, kind: 'token' })
  if (token === undefined) throw new Error('The hub has answered a login without a token.')
  const { secret } = await createClient({ url, token }).keys.create({ name: 'Local script' })
  return createClient({ url, token: secret })
}
