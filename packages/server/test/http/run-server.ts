import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The server as a process of its own, as `npm start` runs it. */
export interface ServerProcess {
  child: ChildProcess
  /** What it printed so far. */
  printed: { out: string; err: string }
  /** Resolves with the address that it printed. Rejects when it ends before. */
  address: Promise<string>
  /** Resolves with its exit code. */
  exited: Promise<number | null>
}

/** Runs `main.ts` with these settings and no others of Jackfield's. */
export function runServer(settings: Record<string, string>, { ipc = false } = {}): ServerProcess {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(JACKFIELD_|PORT$|HOST$|DATABASE_URL$)/.test(name),
  )
  const child = spawn(process.execPath, [MAIN], {
    env: { ...Object.fromEntries(inherited), PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  })
  const printed = { out: '', err: '' }
  // Not the event `close`: it does not come once the channel was disconnected by us.
  const ended = [child.stdout, child.stderr].flatMap((stream) => (stream ? [once(stream, 'close')] : []))
  const exited = once(child, 'exit').then(async ([code]) => {
    await Promise.all(ended)
    return code as number | null
  })
  // With a public URL, that is where it says it is running.
  const says = settings['JACKFIELD_PUBLIC_URL'] ? /listening on +(\S+)\n/ : /running at (\S+)\n/
  const address = new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      printed.out += chunk.toString()
      const found = says.exec(printed.out)?.[1]
      if (found) resolve(found)
    })
    child.stderr?.on('data', (chunk: Buffer) => (printed.err += chunk.toString()))
    void exited.then(() => reject(new Error(`the server ended: ${printed.err}`)))
  })
  // Tests of starts that fail wait for the exit only.
  address.catch(() => undefined)
  return { child, printed, address, exited }
}
