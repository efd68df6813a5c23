import { reaches } from './benchmark.ts'
import type { Benchmark, Report, Row } from './benchmark.ts'

/** A report for a person to read: what was on, the medians with their spread, and which goals are reached. */
export function printedReport({ name, about }: Benchmark, { on, rows, notes }: Report): string {
  const cells = rows.map((row) => [row.what, ...cellsOf(row)])
  const table = aligned([['', 'median', 'min .. max', 'goal'], ...cells])
  return [
    '',
    `${name}: ${about}`,
    ...on.map((line) => `  on: ${line}`),
    '',
    ...table.map((line) => `  ${line}`),
    '',
    ...notes.map((line) => `  ${line}`),
  ].join('\n')
}

function cellsOf(row: Row): string[] {
  const { median, min, max } = row.spread
  return [`${amount(median)} ${row.unit}`, `${amount(min)} .. ${amount(max)}`, goalOf(row)]
}

function goalOf(row: Row): string {
  if (!row.goal) return ''
  const { side, value } = row.goal
  return `at ${side} ${value}: ${reaches(row) ? 'reached' : 'NOT REACHED'}`
}

/** Three digits that mean something. */
function amount(value: number): string {
  return Math.abs(value) >= 100 ? value.toFixed(0) : String(Number(value.toPrecision(3)))
}

function aligned(lines: string[][]): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  )
  return lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
