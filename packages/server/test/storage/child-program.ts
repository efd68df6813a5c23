import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'

export interface ChildProgram {
  pid: number | undefined
  /** The next line it prints; `undefined` when it has ended. */
  line(): Promise<string | undefined>
  /** kill -9, then waits for the end, and answers the lines that it had still printed. */
  kill(): Promise<string[]>
}

/** Starts a program of this directory in a process of its own, with the Node that runs the tests. */
export function startProgram(name: string, args: string[]): ChildProgram {
  const program = new URL(name, import.meta.url).pathname
  const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const line = async () => {
    const { value, done } = await lines.next()
    return done ? undefined : value
  }
  return {
    pid: child.pid,
    line,
    async kill() {
      child.kill('SIGKILL')
      const rest: string[] = []
      for (let next = await line(); next !== undefined; next = await line()) rest.push(next)
      return rest
    },
  }
}
