// npm run bench                            all benchmarks, with short defaults
// npm run bench calls -- --seconds 10      one of them
import { Closers } from '../packages/server/src/closers.ts'
import { reaches } from './benchmark.ts'
import type { Benchmark, BenchOptions, Report } from './benchmark.ts'
import { calls } from './benchmarks/calls.ts'
import { leadLists } from './benchmarks/leads.ts'
import { lists } from './benchmarks/lists.ts'
import { nodes } from './benchmarks/nodes.ts'
import { scale } from './benchmarks/scale.ts'
import { sessions } from './benchmarks/sessions.ts'
import { placeMaker } from './hub-place.ts'
import { machine, machineLine } from './machine.ts'
import { helpText, readOptions } from './options.ts'
import { printedReport } from './print-report.ts'

/** In the order in which they run. */
const benchmarks: Benchmark[] = [calls, lists, sessions, scale, leadLists, nodes]

/** What a run that is ended early must still end. */
let open = new Closers()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void open.close().finally(() => process.exit(1)))

try {
  await main()
} catch (error) {
  process.stderr.write(`${error instanceof TypeError ? `${error.message}\n\n${helpText}` : String(error)}\n`)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { names, json, help, options } = readOptions(process.argv.slice(2))
  if (help) return say(helpText)
  const known = benchmarks.map(({ name }) => name)
  for (const name of names)
    if (!known.includes(name))
      throw new TypeError(`There is no benchmark "${name}": one of ${known.join(', ')}.`)
  const before = machine()
  if (!json) say(machineLine(before))
  const reports: Record<string, unknown>[] = []
  for (const benchmark of benchmarks) {
    if (names.length > 0 && !names.includes(benchmark.name)) continue
    const report = await runOne(benchmark, options)
    if (!json) say(printedReport(benchmark, report))
    const rows = report.rows.map((row) => ({ ...row, reached: reaches(row) }))
    reports.push({ name: benchmark.name, about: benchmark.about, ...report, rows })
  }
  if (json) say(JSON.stringify({ machine: before, options, reports }, null, 2))
}

async function runOne(benchmark: Benchmark, options: BenchOptions): Promise<Report> {
  const closers = new Closers()
  open = closers
  try {
    const freshPlace = placeMaker(closers, options.database)
    return await benchmark.run({ options, closers, freshPlace, say: tell })
  } finally {
    await closers.close()
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** On its way: not part of the report. */
function tell(line: string): void {
  process.stderr.write(`${line}\n`)
}
