import { spawn } from 'node:child_process'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresBinaries, runAs, runProgram } from './postgres-binaries.ts'

export interface RealPostgres {
  /** `postgres://` URL of its superuser and of the database `postgres`. */
  url: string
  stop(): Promise<void>
}

/** Fast rather than durable: what is tested here does not outlive the run. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'max_connections=200',
  'shared_buffers=64MB',
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
]

/**
 * Ends the server and removes its data when the pipe on standard input closes, which it also does when the
 * tests are killed: no server is left behind.
 */
const GUARD = `
  "$1" -D "$2" -p "$3" $4 >"$2/server.log" 2>&1 </dev/null & server=$!
  read -r _
  kill -INT $server 2>/dev/null
  wait $server
  rm -rf "$2"`

/** Starts a real PostgreSQL on a free port of 127.0.0.1, with password login as in real life. */
export async function startRealPostgres(): Promise<RealPostgres> {
  const { initdb, postgres } = await postgresBinaries()
  const data = await mkdtemp(join(tmpdir(), 'jackfield-test-postgres-data-'))
  const passwordFile = `${data}.password`
  await writeFile(passwordFile, 'jackfield-test', { mode: 0o600 })
  if (runAs.uid !== undefined)
    for (const path of [data, passwordFile]) await chown(path, runAs.uid, runAs.gid)
  // Sorted by a language's rules, as most servers are, while the embedded database sorts by code point: a
  // query that leans on one of the two fails on the other.
  const locale = ['--locale=C', '--locale-provider=icu', '--icu-locale=en-US', '--encoding=UTF8']
  const login = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
  runProgram(initdb, ['-D', data, '--no-sync', ...locale, ...login])
  await rm(passwordFile)

  const port = await freePort()
  const settings = SETTINGS.map((setting) => `-c ${setting}`).join(' ')
  const guard = spawn('sh', ['-c', GUARD.replace('$4', settings), 'sh', postgres, data, String(port)], {
    ...runAs,
    cwd: tmpdir(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // a signal to the tests' process group leaves the guard to do its work
  })
  const ended = new Promise<void>((resolve) => guard.once('exit', () => resolve()))
  const url = `postgres://postgres:jackfield-test@127.0.0.1:${port}/postgres`
  await untilItAnswers(url, data)
  return {
    url,
    async stop() {
      guard.stdin.end()
      await ended
    },
  }
}

async function untilItAnswers(url: string, data: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => undefined)
    try {
      await client.connect()
      await client.end()
      return
    } catch {
      await sleep(50)
    }
  }
  const log = await readFile(join(data, 'server.log'), 'utf8').catch(() => 'it wrote no log')
  throw new Error(`PostgreSQL did not start: ${log}`)
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return address.port
}
