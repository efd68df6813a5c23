import { ToolRefusal } from '../area.ts'
import { otherDelimiter, readRecords } from './import-csv.ts'

/** A row of a file. */
export interface ImportRow {
  /** In CSV the line of the file on which it begins, from 1; in JSON its place in the list, from 1. */
  line: number
  cells: Record<string, unknown>
}

/** What is wrong with a row. */
export interface RowProblem {
  line: number
  code: string
  message: string
  field?: string
}

export interface ImportTable {
  columns: string[]
  rows: ImportRow[]
  problems: RowProblem[]
}

/**
 * Reads CSV, or a JSON list of objects.
 * @param most rows; of a longer file a few more are read, and not all
 * @throws ToolRefusal `invalid` when it is neither
 */
export function readTable(text: string, most: number): ImportTable {
  const content = text.replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(content) ? readJson(content) : readCsv(content, most)
}

function readJson(content: string): ImportTable {
  const list = listIn(content)
  const rows = list.flatMap((item, index) => (isRow(item) ? [{ line: index + 1, cells: item }] : []))
  const problems = list.flatMap((item, index) =>
    isRow(item) ? [] : [{ line: index + 1, code: 'invalid', message: 'This is no object.' }],
  )
  return { columns: [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))], rows, problems }
}

function isRow(item: unknown): item is Record<string, unknown> {
  return typeof item === 'object' && item !== null && !Array.isArray(item)
}

/** A list, or an object that holds one, such as `{"clients": [...]}`. */
function listIn(content: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch (error) {
    throw unreadable(`This is no JSON: ${error instanceof Error ? error.message : 'it does not parse'}.`)
  }
  if (Array.isArray(parsed)) return parsed
  const list: unknown = Object.values(parsed as object).find(Array.isArray)
  if (Array.isArray(list)) return list
  throw unreadable('The JSON holds no list of leads.')
}

function readCsv(content: string, most: number): ImportTable {
  const { delimiter, records, problems } = readRecords(content, most)
  const [first, ...rest] = records
  if (!first || (problems[0] && problems[0].line < first.line))
    throw unreadable(problems[0]?.message ?? 'The file is empty.')
  const columns = distinct(first.cells)
  const misread = rest.flatMap(({ line, cells }) => {
    const message = whyNoRow(cells, columns, delimiter)
    return message === undefined ? [] : [{ line, message }]
  })
  const wrong = new Set(misread.map(({ line }) => line))
  const rows = rest
    .filter(({ line }) => !wrong.has(line))
    .map(({ line, cells }) => ({
      line,
      cells: Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? ''])),
    }))
  return {
    columns: columns.filter((column) => column !== ''),
    rows,
    problems: [...problems, ...misread].map((problem) => ({ code: 'invalid', ...problem })),
  }
}

/** A name that stands twice is numbered, so that neither column is lost. */
function distinct(header: string[]): string[] {
  return header.map((name, index) =>
    name === '' || header.indexOf(name) === index ? name : `${name} (${index + 1})`,
  )
}

function whyNoRow(cells: string[], columns: string[], delimiter: string): string | undefined {
  if (cells.length > columns.length) return 'The row has more cells than the header.'
  const other = otherDelimiter(cells, columns, delimiter)
  if (other === undefined) return undefined
  return `The row is one cell: it seems to be divided by ${JSON.stringify(other)}, and the header by ${JSON.stringify(delimiter)}.`
}

function unreadable(message: string): ToolRefusal {
  return new ToolRefusal('invalid', message, {
    field: 'content',
    hint: 'Give CSV with a header line, or a JSON list of objects.',
  })
}
