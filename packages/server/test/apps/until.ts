import { setTimeout as sleep } from 'node:timers/promises'

const LONGEST_MS = 20_000

/** Resolves when `holds` does. @throws Error when it does not within twenty seconds */
export async function until(holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LONGEST_MS
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it did not come to hold')
    await sleep(50)
  }
}
