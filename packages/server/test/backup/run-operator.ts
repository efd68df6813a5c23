import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { DatabaseOptions } from '../../src/storage/database.ts'

const MAIN = fileURLToPath(new URL('../../src/operator/main.ts', import.meta.url))

export interface Ended {
  code: number | null
  out: string
  err: string
}

export interface Running {
  child: ChildProcess
  ended: Promise<Ended>
}

/** The settings that name a database and a master key. */
export function settingsOf(options: DatabaseOptions, masterKey?: Buffer): Record<string, string> {
  return {
    ...(options.url === undefined ? {} : { DATABASE_URL: options.url }),
    ...(options.dataDirectory === undefined ? {} : { JACKFIELD_DATA_DIR: options.dataDirectory }),
    ...(masterKey ? { JACKFIELD_MASTER_KEY: masterKey.toString('base64') } : {}),
  }
}

/** Starts an operator command with these settings and no others of Jackfield's. */
export function startOperator(args: string[], settings: Record<string, string>): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(JACKFIELD_|PORT$|HOST$|DATABASE_URL$)/.test(name),
  )
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    env: { ...Object.fromEntries(inherited), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { child, ended: ended.then(([[code], out, err]) => ({ code: code as number | null, out, err })) }
}

/** Runs one to its end. */
export function runOperator(args: string[], settings: Record<string, string>): Promise<Ended> {
  return startOperator(args, settings).ended
}
