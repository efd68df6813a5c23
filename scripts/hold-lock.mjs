// Plain JavaScript for Node 20 and newer, without dependencies: it runs before anything is installed.
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { isAlive } from './parent.mjs'

const pollMs = 250
const writingMs = 5000

/**
 * Waits until no other launcher does the same in this repository, then holds the lock.
 * @param {string} file stands where the work that it guards removes nothing
 * @param {string} what the work, for the line that says who is waited for
 * @param {(line: string) => void} say
 * @returns {Promise<() => void>} lets go of the lock
 */
export async function holdLock(file, what, say) {
  let told = false
  while (!take(file)) {
    const holder = readHolder(file)
    if (isStale(file, holder)) {
      rmSync(file, { force: true })
      continue
    }
    if (!told) say(`Waiting for another ${what} (process ${holder || 'unknown'}) to end.`)
    told = true
    await sleep(pollMs)
  }
  const release = () => {
    if (readHolder(file) === process.pid) rmSync(file, { force: true })
  }
  process.once('exit', release)
  return release
}

function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

/** The process that holds the lock; 0 when it has not written its id yet, or the lock is gone. */
function readHolder(file) {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch {
    return 0
  }
}

/** Left behind by a process that was killed. */
function isStale(file, holder) {
  if (holder) return !isAlive(holder)
  const age = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now())
  return age > writingMs
}
