import { readFileSync } from 'node:fs'

/** /proc counts in ticks of 1/100 s on every Linux that Node runs on (USER_HZ; proc(5)). */
const MS_PER_TICK = 10

/** Milliseconds of CPU that a process has used so far, all threads together; 0 where there is no /proc. */
export function cpuMs(pid: number): number {
  // The second field is the program's name, which may hold spaces: count from its bracket on.
  const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? []
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * MS_PER_TICK
}

/** Bytes of memory that a process holds (resident set); 0 where there is no /proc. */
export function residentBytes(pid: number): number {
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0) * 1024
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
