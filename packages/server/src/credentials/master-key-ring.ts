import type { MasterKeys } from './master-key.ts'
import { isSealedWith, unseal } from './seal.ts'
import type { Binding, SealingKey } from './seal.ts'

/**
 * The master keys that this process has. Sealed bytes name their key, so any of them opens what it sealed; for a
 * name that is unknown the keys are read once more, because a rotation may have replaced the key file.
 */
export class MasterKeyRing {
  #keys: MasterKeys
  readonly #read: () => Promise<MasterKeys | undefined>

  constructor(keys: MasterKeys, read: () => Promise<MasterKeys | undefined>) {
    this.#keys = keys
    this.#read = read
  }

  /** The key that the settings mean to be used. */
  get current(): SealingKey {
    return this.#keys.current
  }

  /** Where the current key came from, for messages. */
  get source(): string {
    return this.#keys.source
  }

  /** The key that these bytes were sealed with; undefined when this process does not have it. */
  async keyOf(sealed: Uint8Array): Promise<SealingKey | undefined> {
    const known = this.#find(sealed)
    if (known) return known
    this.#keys = (await this.#read()) ?? this.#keys
    return this.#find(sealed)
  }

  /**
   * Opens what any of the keys sealed.
   * @throws SealError
   */
  async open(binding: Binding, sealed: Uint8Array): Promise<Buffer> {
    return unseal((await this.keyOf(sealed)) ?? this.current, binding, sealed)
  }

  #find(sealed: Uint8Array): SealingKey | undefined {
    return [this.#keys.current, ...this.#keys.others].find((key) => isSealedWith(key, sealed))
  }
}
