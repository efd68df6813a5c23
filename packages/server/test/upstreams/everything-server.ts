import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'

/** A running child process of `@modelcontextprotocol/server-everything`. */
export interface EverythingServer {
  url: string
  port: number
  pid: number
  /** Kills it at once, as a crash would; its connections break. */
  kill(): Promise<void>
  close(): Promise<void>
}

const program = createRequire(import.meta.url).resolve(
  '@modelcontextprotocol/server-everything/dist/index.js',
)
const paths = { streamableHttp: '/mcp', sse: '/sse' }

/**
 * Starts the official reference server on a free port of 127.0.0.1.
 * @throws Error when it ends before it listens, with what it said last
 */
export async function startEverythingServer(transport: keyof typeof paths): Promise<EverythingServer> {
  const preload = new URL('./listen-only-on-loopback.ts', import.meta.url).href
  const child = fork(program, [transport], {
    env: { ...process.env, PORT: '0' },
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', preload],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  const port = await portOf(child)
  const kill = () => end(child)
  return { url: `http://127.0.0.1:${port}${paths[transport]}`, port, pid: child.pid ?? 0, kill, close: kill }
}

async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  child.stderr?.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2000)))
  const listening = once(child, 'message')
  const ended = once(child, 'exit').then(() => {
    throw new Error(`server-everything ended before it listened: ${said}`)
  })
  const [message] = await Promise.race([listening, ended])
  return Number(message.port)
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGKILL')
  await exited
}
