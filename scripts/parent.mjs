// Plain JavaScript for Node 20 and newer, without dependencies: it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const pollMs = 500

/**
 * Calls back once, within half a second, when the process that started this one is gone. The timer keeps no
 * process alive.
 * @param {() => void} onGone
 * @returns {() => void} stops watching
 */
export function watchParent(onGone) {
  const parent = process.ppid
  const npm = npmBehindShell(parent)
  const timer = setInterval(() => {
    if (isHere(parent) && (npm === undefined || isAlive(npm))) return
    clearInterval(timer)
    onGone()
  }, pollMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Elsewhere than on Windows a process gets another parent at once; there, only the old id tells. */
function isHere(parent) {
  return process.platform === 'win32' ? isAlive(parent) : process.ppid === parent
}

/** Whether a process runs; one that belongs to somebody else does. */
export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/**
 * npm starts scripts through a shell. Most shells replace themselves by the one command they run; one that
 * does not stays between npm and us, and outlives a killed npm.
 * @returns {number | undefined} npm's process id, when a shell is in between
 */
function npmBehindShell(parent) {
  if (process.platform === 'win32' || process.env.npm_lifecycle_event === undefined) return undefined
  const { grandparent, name } = processRow(parent)
  return /(^|\/|-)(ba|da|z|k|a|fi)?sh$/.test(name) ? grandparent : undefined
}

/** A process's own parent and its name; `ps` is not on every Linux, and `/proc` only there. */
function processRow(pid) {
  const row =
    procRow(pid) ?? spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  const [, grandparent, name] = /^\s*(\d+)\s+(.+?)\s*$/m.exec(row ?? '') ?? []
  return { grandparent: Number(grandparent), name: name ?? '' }
}

function procRow(pid) {
  try {
    const [, name, grandparent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return `${grandparent} ${name}`
  } catch {
    return undefined
  }
}
