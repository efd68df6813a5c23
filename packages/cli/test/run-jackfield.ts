import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { scratchDirectory } from './scratch-directory.ts'

export interface Outcome {
  code: number | null
  stdout: string
  stderr: string
}

/** A command that has not ended. */
export interface Running {
  /** The first line of its stdout. @throws Error when it ends without one */
  firstLine: Promise<string>
  outcome: Promise<Outcome>
}

/** One person's command line: an environment and a configuration directory of its own. */
export interface Terminal {
  configDirectory: string
  /** Starts `jackfield`, for what happens while it runs. */
  start(args: string[]): Running
  /** Runs `jackfield` with the arguments; `input` goes to its standard input. */
  run(args: string[], input?: string): Promise<Outcome>
  /** The same, where anything but exit code 0 is a failure of the test; gives stdout. */
  ok(...args: string[]): Promise<string>
  /** The same with `--json`, parsed. */
  json<Answer>(...args: string[]): Promise<Answer>
}

const program = join(import.meta.dirname, '../bin/jackfield.js')

/** Programs that the CLI starts in turn have it too: they start in half the time. */
const { NODE_COMPILE_CACHE } = process.env
const compileCache = NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }

export function openTerminal(settings: Record<string, string> = {}): Terminal {
  const configDirectory = join(scratchDirectory(), 'config')
  const env = {
    PATH: process.env['PATH'] ?? '',
    TZ: 'UTC',
    JACKFIELD_CONFIG_DIR: configDirectory,
    ...compileCache,
    ...settings,
  }
  const begin = (args: string[], input: string) => {
    const child = spawn(process.execPath, [program, ...args], { env, stdio: 'pipe' })
    child.stdin.on('error', () => undefined).end(input)
    return child
  }
  const run = async (args: string[], input = '') => outcomeOf(begin(args, input))
  const start = (args: string[]): Running => {
    const child = begin(args, '')
    return { firstLine: firstLineOf(child.stdout), outcome: outcomeOf(child) }
  }
  const ok = async (...args: string[]) => {
    const { code, stdout, stderr } = await run(args)
    if (code !== 0) throw new Error(`jackfield ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`)
    return stdout
  }
  return {
    configDirectory,
    start,
    run,
    ok,
    json: async <Answer>(...args: string[]) => JSON.parse(await ok(...args, '--json')) as Answer,
  }
}

async function outcomeOf(child: ChildProcessWithoutNullStreams): Promise<Outcome> {
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve))
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed])
  return { code, stdout, stderr }
}

function firstLineOf(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = ''
    stream.on('data', (chunk: Buffer) => {
      seen += chunk.toString()
      if (seen.includes('\n')) resolve(seen.slice(0, seen.indexOf('\n')))
    })
    stream.once('end', () => reject(new Error(`It ended without a line: ${seen}`)))
  })
}
