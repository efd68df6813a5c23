import { spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { failedChecks } from './failed-checks.ts'

export type Revision = '2026-07-28' | '2025-11-25'

export interface SuiteRun {
  url: string
  revision: Revision
  /** Where the suite may write its results. */
  directory: string
  /** Stops the run. */
  signal: AbortSignal
}

export interface SuiteResult {
  /** Nothing failed that is not expected to, and nothing passed that is expected to fail. */
  asExpected: boolean
  /** Everything it printed. */
  output: string
  /** Why each check failed that did, expected or not. */
  failed: string[]
}

const program = createRequire(import.meta.url).resolve('@modelcontextprotocol/conformance/dist/index.js')

/** Runs every server scenario that a revision requires, with the official program, on this Node. */
export async function runOfficialSuite({ url, revision, directory, signal }: SuiteRun): Promise<SuiteResult> {
  const results = join(directory, revision)
  await mkdir(results)
  const what = [
    'server',
    '--url',
    url,
    '--requirements',
    revision,
    '--expected-failures',
    expectedFailures(revision),
  ]
  const child = spawn(process.execPath, [program, ...what, '--output-dir', results], {
    cwd: results,
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  const collect = (chunk: Buffer) => void (output += chunk.toString())
  child.stdout.on('data', collect)
  child.stderr.on('data', collect)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return { asExpected: code === 0, output, failed: await failedChecks(results) }
}

/** The file that names what a revision's run is expected to fail, each with its reason. */
function expectedFailures(revision: Revision): string {
  return fileURLToPath(new URL(`expected-failures-${revision}.yml`, import.meta.url))
}

/** The part of the output that a person reads: one line a scenario, and the verdict. */
export async function summaryOf(output: string, revision: Revision): Promise<string> {
  const start = output.indexOf('=== SUMMARY ===')
  const summary = start === -1 ? output : output.slice(start)
  const optional = await notRequired(revision)
  // The suite says this itself only in runs without expected failures.
  return summary.replace(/^[✓✗] (\S+):.*$/gm, (line, scenario) =>
    optional.has(scenario) ? `${line} (not required)` : line,
  )
}

/** The scenarios that are run for a revision and do not count: extensions, and what the suite itself has open. */
async function notRequired(revision: Revision): Promise<Set<string>> {
  const file = join(dirname(program), '..', 'requirements', `${revision}.yaml`)
  const names = (await readFile(file, 'utf8')).matchAll(/^ +- scenario: (\S+)$/gm)
  return new Set(Array.from(names, ([, name]) => String(name)))
}
