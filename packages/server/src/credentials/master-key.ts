import { join } from 'node:path'
import type { Config } from '../config.ts'
import { createKeyFile, oldKeyFilePath, readKeyFile } from './key-file.ts'
import { sealingKey } from './seal.ts'
import type { SealingKey } from './seal.ts'

/** The keys that seal the data keys of the accounts. There is one, and more while it is being replaced. */
export interface MasterKeys {
  /** The one that the settings mean to be used. */
  current: SealingKey
  /** Where that one came from, for messages. */
  source: string
  /** Others that open what they sealed: previous ones, and the one to come. */
  others: SealingKey[]
}

/**
 * The master key from the settings, else from the key file in the data directory; undefined when there is neither.
 * @throws Refusal `unavailable` when a key file cannot be used.
 */
export async function findMasterKeys(config: MasterKeyConfig): Promise<MasterKeys | undefined> {
  const { masterKey, nextMasterKey, previousMasterKeys } = config
  const others = [...previousMasterKeys, ...(nextMasterKey ? [nextMasterKey] : [])].map(sealingKey)
  if (masterKey) return { current: sealingKey(masterKey), source: 'JACKFIELD_MASTER_KEY', others }
  const path = keyFilePath(config)
  const current = await readKeyFile(path)
  if (!current) return undefined
  const old = await readKeyFile(oldKeyFilePath(path))
  return {
    current: sealingKey(current),
    source: `the key file ${path}`,
    others: old ? [sealingKey(old), ...others] : others,
  }
}

/** Makes a key file where there is none and answers what is in it afterwards: two nodes at once get the same key. */
export async function createMasterKey(config: MasterKeyConfig): Promise<MasterKeys> {
  await createKeyFile(keyFilePath(config))
  const made = await findMasterKeys(config)
  if (!made) throw new Error('the key file went away')
  return made
}

export type MasterKeyConfig = Pick<
  Config,
  'masterKey' | 'previousMasterKeys' | 'nextMasterKey' | 'dataDirectory'
>

export function keyFilePath({ dataDirectory }: Pick<Config, 'dataDirectory'>): string {
  return join(dataDirectory, 'master.key')
}
