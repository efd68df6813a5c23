import { setTimeout as pause } from 'node:timers/promises'
import type { ChangedAccounts } from './changed-accounts.ts'

/** Together a second: the longest that a node may go on with what another node has changed. */
const ASK_EVERY_MS = 400
const PATIENCE_MS = 600

type Publish = (accountId: string | undefined, changedIn?: string) => void

/**
 * Asks over and over which accounts changed, and publishes them. As long as there is no answer anything may have
 * changed, and that is published too. Answers the function that ends it.
 */
export function keepAsking(
  accounts: ChangedAccounts,
  publish: Publish,
  log: (message: string) => void,
): () => void {
  const ended = new AbortController()
  askUntil(ended.signal, accounts, publish, log).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error
  })
  return () => ended.abort()
}

async function askUntil(
  ended: AbortSignal,
  accounts: ChangedAccounts,
  publish: Publish,
  log: (message: string) => void,
): Promise<never> {
  let hears = true
  for (;;) {
    const failure = await ask(ended, accounts, publish)
    ended.throwIfAborted()
    if (hears !== (failure === undefined))
      log(failure ?? 'The database says again what changed on other nodes.')
    hears = failure === undefined
    await pause(ASK_EVERY_MS, undefined, { ref: false, signal: ended })
  }
}

/** Asks once. Answers what went wrong, if anything did. */
async function ask(
  ended: AbortSignal,
  accounts: ChangedAccounts,
  publish: Publish,
): Promise<string | undefined> {
  const unanswered = setInterval(() => ended.aborted || publish(undefined), PATIENCE_MS).unref()
  try {
    const changed = await accounts.next()
    if (!changed) publish(undefined)
    for (const [accountId, changedIn] of changed ?? []) publish(accountId, changedIn)
    return undefined
  } catch (error) {
    ended.throwIfAborted()
    publish(undefined)
    const reason = error instanceof Error ? error.message : String(error)
    return `The database does not say what changed on other nodes; until it does, nothing is kept in memory: ${reason}`
  } finally {
    clearInterval(unanswered)
  }
}
