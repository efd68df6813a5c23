import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createKeyFile, readKeyFile } from './key-file.ts'
import { sealingKey } from './seal.ts'
import type { SealingKey } from './seal.ts'

/** The key that seals the data keys of the accounts, and where it came from, for messages. */
export interface MasterKey {
  key: SealingKey
  source: string
}

/**
 * The master key from the settings, else from the key file in the data directory; undefined when there is neither.
 * @throws Refusal `unavailable` when the key file cannot be used.
 */
export async function findMasterKey(config: MasterKeyConfig): Promise<MasterKey | undefined> {
  if (config.masterKey) return { key: sealingKey(config.masterKey), source: 'JACKFIELD_MASTER_KEY' }
  const path = keyFilePath(config)
  const bytes = await readKeyFile(path)
  return bytes && { key: sealingKey(bytes), source: `the key file ${path}` }
}

/** Makes a key file where there is none and answers what is in it afterwards: two nodes at once get the same key. */
export async function createMasterKey(config: MasterKeyConfig): Promise<MasterKey> {
  await createKeyFile(keyFilePath(config))
  const made = await findMasterKey(config)
  if (!made) throw new Error('the key file went away')
  return made
}

export type MasterKeyConfig = Pick<Config, 'masterKey' | 'dataDirectory'>

export function keyFilePath({ dataDirectory }: MasterKeyConfig): string {
  return join(dataDirectory, 'master.key')
}
