import { setTimeout as pause } from 'node:timers/promises'
import type { ChangedAccounts } from './changed-accounts.ts'

/** Together a second: the longest that a node may go on with what another node has changed. */
const ASK_EVERY_MS = 400
const PATIENCE_MS = 600

interface Asking {
  accounts: ChangedAccounts
  publish: (accountId: string | undefined, changedIn?: string) => void
  log: (message: string) => void
}

/**
 * Asks over and over which accounts changed, and publishes them. As long as there is no answer anything may have
 * changed, and that is published too. Answers the function that ends it.
 */
export function keepAsking(asking: Asking): () => void {
  const ended = new AbortController()
  askUntil(ended.signal, new Hearing(asking), asking.accounts).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error
  })
  return () => ended.abort()
}

async function askUntil(ended: AbortSignal, hearing: Hearing, accounts: ChangedAccounts): Promise<never> {
  for (;;) {
    const unanswered = setInterval(() => ended.aborted || hearing.nothing('no answer'), PATIENCE_MS).unref()
    try {
      hearing.answer(await accounts.next())
    } catch (error) {
      ended.throwIfAborted()
      hearing.nothing(error instanceof Error ? error.message : String(error))
    } finally {
      clearInterval(unanswered)
    }
    await pause(ASK_EVERY_MS, undefined, { ref: false, signal: ended })
  }
}

/** Passes on what was heard, and tells the log when the answers stop and when they are back. */
class Hearing {
  readonly #asking: Asking
  #hears = true

  constructor(asking: Asking) {
    this.#asking = asking
  }

  answer(changed: Awaited<ReturnType<ChangedAccounts['next']>>): void {
    const { publish, log } = this.#asking
    if (!changed) publish(undefined)
    for (const [accountId, changedIn] of changed ?? []) publish(accountId, changedIn)
    if (!this.#hears) log('The database says again what changed on other nodes.')
    this.#hears = true
  }

  nothing(reason: string): void {
    const { publish, log } = this.#asking
    publish(undefined)
    if (this.#hears)
      log(`The database does not say what changed on other nodes; until it does, nothing is kept: ${reason}`)
    this.#hears = false
  }
}
