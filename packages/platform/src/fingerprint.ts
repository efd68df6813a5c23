import { createHash } from 'node:crypto'
import { stringify } from 'safe-stable-stringify'

/** SHA-256 of a JSON value, hex; the order of keys makes no difference. */
export function fingerprint(value: unknown): string {
  return createHash('sha256')
    .update(stringify(value) ?? '')
    .digest('hex')
}
