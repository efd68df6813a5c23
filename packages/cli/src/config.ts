import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { CliError } from './failure.ts'

/** What the command line client is told by the environment. This file is its only reader. */
export interface Environment {
  /** JACKFIELD_URL: which server to talk to. */
  url: string | undefined
  /** JACKFIELD_API_KEY: used instead of the stored login. */
  apiKey: string | undefined
  /** `config.json` in JACKFIELD_CONFIG_DIR, else in the user's configuration directory. */
  configFile: string
}

/** A stored login. */
export interface Login {
  token: string
  email: string
  expires_at: string
}

/** The configuration file: a login for each server, and which server is meant when nothing is said. */
export interface StoredConfig {
  current: string | undefined
  servers: Record<string, Login>
}

export const defaultUrl = 'http://127.0.0.1:3000'

/** Reads the settings; an empty one counts as absent. */
export function readEnvironment(env: Record<string, string | undefined> = process.env): Environment {
  const directory =
    env['JACKFIELD_CONFIG_DIR'] || join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'jackfield')
  return {
    url: env['JACKFIELD_URL'] ? serverUrl(env['JACKFIELD_URL']) : undefined,
    apiKey: env['JACKFIELD_API_KEY'] || undefined,
    configFile: join(directory, 'config.json'),
  }
}

/** The variables of these names that the environment has; `connectors import --env` hands them to the server. */
export function variablesFromEnvironment(
  names: string[],
  env: Record<string, string | undefined> = process.env,
): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]] as const])),
  )
}

/** One spelling for one server: without trailing slashes. */
export function serverUrl(text: string): string {
  return text.trim().replace(/\/+$/, '')
}

/** @throws CliError when the file is there but cannot be used. */
export function readStored(file: string): StoredConfig {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      return { current: undefined, servers: {} }
    throw error
  }
  try {
    const { current, servers } = JSON.parse(text) as Partial<StoredConfig>
    const logins = Object.entries(servers ?? {}).filter(([, login]) => typeof login?.token === 'string')
    return { current: typeof current === 'string' ? current : undefined, servers: Object.fromEntries(logins) }
  } catch {
    throw new CliError('refused', `${file} is not readable as JSON.`, 'Remove it, then run: jackfield login')
  }
}

/** Writes the whole file or nothing: mode 0600 in a directory of mode 0700, because it holds tokens. */
export function writeStored(file: string, config: StoredConfig): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 })
  chmodSync(draft, 0o600)
  renameSync(draft, file)
}
