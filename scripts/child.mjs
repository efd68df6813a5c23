// Plain JavaScript for Node 20 and newer, without dependencies: it runs before anything is installed.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { isatty } from 'node:tty'
import { watchParent } from './parent.mjs'

const forwarded = ['SIGTERM', 'SIGINT', 'SIGHUP']
const patienceMs = 30_000

/**
 * Runs a program and resolves when it has ended. Signals go on to it, and it is stopped when whoever started
 * us is gone: npm killed with SIGKILL can forward nothing, and the server must not outlive it.
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<{ code: number | null, signal: string | null }>} rejects when it cannot start
 */
export function runChild(command, args, options) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const forward = (signal) => {
      if (!alreadyDelivered(signal)) child.kill(signal)
    }
    for (const signal of forwarded) process.on(signal, forward)
    const unwatch = watchParent(() => stopForGood(child))
    const finish = () => {
      unwatch()
      for (const signal of forwarded) process.off(signal, forward)
    }
    child.once('error', (error) => {
      finish()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      finish()
      resolve({ code, signal })
    })
  })
}

/** Ends this process as the child ended: with its code, or by its signal. */
export function endLike({ code, signal }) {
  if (!signal) process.exit(code ?? 1)
  process.kill(process.pid, signal)
  // The signal arrives a moment later; some (SIGKILL apart) may be ignored by whoever started us.
  setTimeout(() => process.exit(128 + constants.signals[signal]), 1000)
}

/** Ctrl+C in a terminal reaches every process of the group by itself; twice would mean "hurry" to a server. */
function alreadyDelivered(signal) {
  return signal === 'SIGINT' && [0, 1, 2].some((fd) => isatty(fd))
}

/** Nobody is left to ask again, so what does not end in time is killed. */
function stopForGood(child) {
  child.kill('SIGTERM')
  setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
}
