import type { Db } from '../context.ts'
import { Refusal } from '../errors.ts'
import { readKeyFile, replaceKeyFile } from './key-file.ts'
import { proveMasterKey, readCheck } from './key-check.ts'
import type { MasterKeyRing } from './master-key-ring.ts'
import { keyFilePath } from './master-key.ts'
import type { MasterKeyConfig } from './master-key.ts'
import { isRotationPending } from './rotate-master-key.ts'
import { newKey, sealingKey } from './seal.ts'
import type { SealingKey } from './seal.ts'

export interface NewKeyChoice {
  ring: MasterKeyRing
  target: SealingKey
  /** The key file that was replaced, now or before the rotation was interrupted; undefined when the settings rule. */
  keyFile: string | undefined
}

/**
 * Which master key to rotate to. Where the settings bring the master key, they or `newKeyFile` bring the new one too.
 * Where a key file does, the new one is taken from there or made, and stands in the key file before anything is
 * sealed with it; the old one stays beside it. A rotation that was interrupted goes on with its key.
 *
 * @throws Refusal `unavailable` when the present key is wrong or a key file cannot be used; `conflict` when there is
 *   no new key to be had.
 */
export async function chooseNewKey(
  db: Db,
  settings: MasterKeyConfig,
  newKeyFile?: string,
): Promise<NewKeyChoice> {
  const given = newKeyFile === undefined ? settings.nextMasterKey : await readGiven(newKeyFile)
  const config = given ? { ...settings, nextMasterKey: Buffer.from(given) } : settings
  const check = await readCheck(db)
  if (!check)
    throw new Refusal('conflict', 'This database has no master key yet. Start the hub once; it makes one.')
  const ring = await proveMasterKey(config, check)
  const pending = await isRotationPending(db, ring.current)
  if (config.masterKey) return { ring, target: fromSettings(ring, given, pending), keyFile: undefined }
  const keyFile = keyFilePath(config)
  return { ring, target: await fromKeyFile(keyFile, ring, given, pending), keyFile }
}

async function readGiven(path: string): Promise<Uint8Array> {
  const key = await readKeyFile(path)
  if (key) return key
  throw new Refusal(
    'conflict',
    `There is no key file ${path}. Make it: openssl rand -base64 32 > ${path}, mode 600.`,
  )
}

function fromSettings(ring: MasterKeyRing, given: Uint8Array | undefined, pending: boolean): SealingKey {
  if (given) return sealingKey(given)
  if (pending) return ring.current
  throw new Refusal(
    'conflict',
    'There is no new master key. Set JACKFIELD_NEXT_MASTER_KEY to the output of: openssl rand -base64 32. Or name a ' +
      'file that holds it: --new-key-file.',
  )
}

async function fromKeyFile(
  keyFile: string,
  ring: MasterKeyRing,
  given: Uint8Array | undefined,
  pending: boolean,
): Promise<SealingKey> {
  const wanted = given && sealingKey(given)
  const same = wanted && Buffer.compare(wanted.id, ring.current.id) === 0
  if (same || (pending && !wanted)) return ring.current
  if (pending)
    throw new Refusal(
      'conflict',
      `A rotation to the key in ${keyFile} is under way. Finish it first: run this without a new key.`,
    )
  const bytes = given ?? newKey()
  await replaceKeyFile(keyFile, bytes)
  return wanted ?? sealingKey(bytes)
}
