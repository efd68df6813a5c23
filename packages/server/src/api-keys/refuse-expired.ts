import { Refusal } from '../errors.ts'

/** @throws Refusal `conflict` for a key whose time is over: a new secret would open nothing. */
export function refuseExpired({ name, expires_at }: { name: string; expires_at: Date | null }): void {
  if (expires_at && expires_at.getTime() <= Date.now())
    throw new Refusal('conflict', `The key "${name}" has expired.`, {
      hint: 'Make a new key, and revoke this one.',
    })
}
