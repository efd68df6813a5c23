import Table from 'cli-table3'
import { stripVTControlCharacters } from 'node:util'
import { paint } from './output.ts'
import { oneLine } from './plain-text.ts'

const gap = 2
const narrowest = 8
const letters = new Intl.Segmenter()

const noLines = {
  top: '', 'top-mid': '', 'top-left': '', 'top-right': '',
  bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '',
  left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: ' '.repeat(gap),
} // prettier-ignore

/** A cell that was made here and may be coloured; every other cell is shown as text. */
export interface Cell {
  painted: string
}

interface TableOptions {
  /** Said when there are no rows. */
  nothing?: string
  /** Too long texts go on in the next line instead of being cut. */
  wrap?: boolean
}

/** Rows below a head, cut to the terminal's width; whole when stdout is a pipe. `nothing` stands for no rows. */
export function table(
  head: string[],
  rows: (string | Cell)[][],
  { nothing = 'Nothing here.', wrap = false }: TableOptions = {},
): string {
  if (rows.length === 0) return nothing
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === 'string' ? oneLine(cell) : cell.painted)),
  )
  const widths = cutWidths([head, ...cells])
  const sheet = new Table({
    head: head.map((text) => paint('dim', text)),
    chars: noLines,
    style: { 'padding-left': 0, 'padding-right': 0, head: [], border: [] },
    wordWrap: wrap,
    ...(widths ? { colWidths: widths } : {}),
  })
  sheet.push(...cells)
  return trimRight(sheet.toString())
}

/** Facts of one thing, a line each; facts without a value are left out. */
export function facts(pairs: [string, string | Cell | undefined][]): string {
  const present = pairs.filter(
    (pair): pair is [string, string | Cell] => pair[1] !== undefined && pair[1] !== '',
  )
  const width = Math.max(...present.map(([name]) => name.length))
  return present
    .map(([name, value]) => {
      const text = typeof value === 'string' ? oneLine(value) : value.painted
      return `${paint('dim', name.padEnd(width))}  ${text}`
    })
    .join('\n')
}

/** Widths that fit the terminal, taken from the widest columns; undefined when all fits. */
function cutWidths(rows: string[][]): number[] | undefined {
  const columns = process.stdout.isTTY ? process.stdout.columns : undefined
  if (!columns) return undefined
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => length(row[column] ?? ''))))
  let excess = widths.reduce((sum, width) => sum + width + gap, -gap) - columns
  if (excess <= 0) return undefined
  for (; excess > 0; excess--) {
    const widest = widths.indexOf(Math.max(...widths))
    if ((widths[widest] ?? 0) <= narrowest) break
    widths[widest] = (widths[widest] ?? 0) - 1
  }
  return widths
}

function length(text: string): number {
  return [...letters.segment(stripVTControlCharacters(text))].length
}

function trimRight(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
}
