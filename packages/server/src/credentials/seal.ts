import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const KEY_ID_BYTES = 8
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES

/** Where sealed bytes belong: they open nowhere else. */
export interface Binding {
  accountId: string
  row: string
}

/** A 256-bit key and the name under which sealed bytes refer to it. */
export interface SealingKey {
  readonly bytes: Uint8Array
  readonly id: Uint8Array
}

/** Sealed bytes that do not open: another key or binding, or not as they were written. Holds no key and no text. */
export class SealError extends Error {
  /** `other_key` when the bytes name a key that is not the one at hand. */
  readonly reason: 'other_key' | 'damaged'

  constructor(reason: 'other_key' | 'damaged') {
    super(reason === 'other_key' ? 'sealed with another key' : 'not what was sealed here')
    this.name = 'SealError'
    this.reason = reason
  }
}

/** Makes a key of 32 bytes ready for use. Its id tells keys apart and says nothing about them. */
export function sealingKey(bytes: Uint8Array): SealingKey {
  if (bytes.length !== 32) throw new TypeError('a key has 32 bytes')
  const id = createHmac('sha256', bytes).update('jackfield key id').digest().subarray(0, KEY_ID_BYTES)
  return { bytes, id }
}

/** A new random key. */
export function newKey(): Uint8Array {
  return randomBytes(32)
}

/**
 * Seals with AES-256-GCM (NIST SP 800-38D) under a random 96-bit nonce, which is safe for 2^32 messages a key.
 * Layout: version (1 byte), key id (8), nonce (12), ciphertext, tag (16). Header and binding are authenticated.
 */
export function seal(key: SealingKey, binding: Binding, clear: Uint8Array): Uint8Array {
  const header = Buffer.concat([Uint8Array.of(VERSION), key.id, randomBytes(NONCE_BYTES)])
  const cipher = createCipheriv(CIPHER, key.bytes, nonceOf(header), { authTagLength: TAG_BYTES })
  cipher.setAAD(additionalData(header, binding))
  return Buffer.concat([header, cipher.update(clear), cipher.final(), cipher.getAuthTag()])
}

/** Whether the sealed bytes name this key. */
export function isSealedWith(key: SealingKey, sealed: Uint8Array): boolean {
  const id = sealed.subarray(1, 1 + KEY_ID_BYTES)
  return id.length === KEY_ID_BYTES && timingSafeEqual(id, key.id)
}

/**
 * Opens what `seal` made.
 * @throws SealError
 */
export function unseal(key: SealingKey, binding: Binding, sealed: Uint8Array): Buffer {
  if (sealed.length < HEADER_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealError('damaged')
  const header = sealed.subarray(0, HEADER_BYTES)
  if (!isSealedWith(key, sealed)) throw new SealError('other_key')
  const decipher = createDecipheriv(CIPHER, key.bytes, nonceOf(header), { authTagLength: TAG_BYTES })
  decipher.setAAD(additionalData(header, binding))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new SealError('damaged')
  }
}

function nonceOf(header: Uint8Array): Uint8Array {
  return header.subarray(1 + KEY_ID_BYTES)
}

/** Each part with its length before it, so that no two bindings give the same bytes. */
function additionalData(header: Uint8Array, { accountId, row }: Binding): Buffer {
  const parts = [Buffer.from(accountId), Buffer.from(row)].flatMap((part) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(part.length)
    return [length, part]
  })
  return Buffer.concat([header, ...parts])
}
