import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/**
 * The processes that a process started, and those that they started.
 * @param {number} pid
 * @returns {number[]}
 */
export function descendants(pid) {
  const rows = process.platform === 'linux' ? fromProc() : fromPs()
  const below = (parent) =>
    rows.filter((row) => row.parent === parent).flatMap((row) => [row.pid, ...below(row.pid)])
  return below(pid)
}

/** Whether a process runs; one that ended and waits for its parent to notice does not. */
export function runs(pid) {
  const rows = process.platform === 'linux' ? fromProc() : fromPs()
  return rows.some((row) => row.pid === pid && !row.state.startsWith('Z'))
}

/** Not every Linux has `ps`. */
function fromProc() {
  return readdirSync('/proc')
    .filter(Number)
    .flatMap((pid) => {
      try {
        const [, state, parent] = /.*\) (\S+) (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
        return [{ pid: Number(pid), parent: Number(parent), state }]
      } catch {
        return [] // ended while we looked
      }
    })
}

function fromPs() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,state='], { encoding: 'utf8' })
  return stdout
    .trim()
    .split('\n')
    .map((line) => {
      const [pid, parent, state = ''] = line.trim().split(/\s+/)
      return { pid: Number(pid), parent: Number(parent), state }
    })
}
