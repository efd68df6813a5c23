import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Closers } from '../packages/server/src/closers.ts'
import type { HubPlace } from './hub-place.ts'

const MAIN = fileURLToPath(new URL('../packages/server/src/main.ts', import.meta.url))

/** The owner of a hub that is measured. */
export const owner = { email: 'owner@example.com', password: 'a password for measuring' }

/** The product as a process of its own, with its default settings, as `npm start` runs it. */
export interface HubProcess {
  url: string
  pid: number
  /** Where its inspector listens; undefined unless it was asked for. */
  inspector: string | undefined
  /** Ends it in order. Also done by the closers. */
  stop(): Promise<void>
}

export interface RunHubOptions {
  place: HubPlace
  /** Where Node writes a profile of the CPU when the hub ends; none if absent. */
  profileDirectory?: string | undefined
  /** Lets the benchmark look into its heap. */
  inspect?: boolean
}

/** Starts a hub that may call servers of this machine. */
export async function runHub(
  closers: Closers,
  { place, profileDirectory, inspect = false }: RunHubOptions,
): Promise<HubProcess> {
  const profiling = profileDirectory ? ['--cpu-prof', `--cpu-prof-dir=${profileDirectory}`] : []
  const inspecting = inspect ? ['--inspect=127.0.0.1:0'] : []
  const flags = ['--disable-warning=ExperimentalWarning', ...profiling, ...inspecting]
  const child = spawn(process.execPath, [...flags, MAIN], {
    env: { ...inherited(), ...settingsOf(place) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const stop = () => end(child)
  closers.add(stop)
  const { url, inspector } = await addressesOf(child)
  return { url, inspector, pid: child.pid ?? 0, stop }
}

/** The settings of a hub at this place; the seeding program reads them too. */
export function settingsOf(place: HubPlace): Record<string, string> {
  return {
    PORT: '0',
    JACKFIELD_DATA_DIR: place.dataDirectory,
    ...(place.databaseUrl === undefined ? {} : { DATABASE_URL: place.databaseUrl }),
    JACKFIELD_MASTER_KEY: place.masterKey,
    JACKFIELD_ALLOWED_HOSTS: '127.0.0.1',
    JACKFIELD_ADMIN_EMAIL: owner.email,
    JACKFIELD_ADMIN_PASSWORD: owner.password,
  }
}

/** The environment without settings of somebody's own hub. */
function inherited(): Record<string, string | undefined> {
  const own = /^(JACKFIELD_.*|PORT|HOST|DATABASE_URL)$/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

function addressesOf(child: ChildProcess): Promise<{ url: string; inspector: string | undefined }> {
  return new Promise((resolve, reject) => {
    let printed = ''
    const read = (text: string) => {
      // Read to the end, kept at the beginning: a full pipe would stop the hub.
      if (printed.length < 10_000) printed += text
      const url = /running at (\S+)\n/.exec(printed)?.[1]
      if (url) resolve({ url, inspector: /Debugger listening on (ws:\S+)/.exec(printed)?.[1] })
    }
    child.stdout?.setEncoding('utf8').on('data', read)
    child.stderr?.setEncoding('utf8').on('data', read)
    child.once('exit', (code) => reject(new Error(`The hub ended with ${String(code)}: ${printed}`)))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill('SIGTERM')
  await exited
}
