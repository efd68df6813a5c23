import type { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { ToolRefusal } from '../area.ts'

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

const delimiters = [',', ';', '\t', '|'] as const

/** Reads CSV, or a JSON list of objects. @throws ToolRefusal `invalid` when it is neither */
export function readTable(text: string): ImportTable {
  const content = text.replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(content) ? readJson(content) : readCsv(content)
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

function readCsv(content: string): ImportTable {
  const records: { line: number; record: string[] }[] = []
  const problems: RowProblem[] = []
  // The first record says how many cells there are, so it must be the header, not a blank line.
  const [blank = ''] = /^(?:[^\S\r\n]*(?:\r\n|\n|\r))*/.exec(content) ?? []
  const linesBefore = blank.split(/\r\n|\n|\r/).length - 1
  let lastLine = 0
  parse(content.slice(blank.length), {
    delimiter: delimiterOf(content),
    trim: true,
    relax_column_count_less: true,
    skip_records_with_error: true,
    on_record: (record: string[], { lines }) => {
      records.push({ line: linesBefore + lastLine + 1, record })
      lastLine = lines
      return record
    },
    on_skip: (error) => {
      const end = Number(error?.['lines'] ?? lastLine + 1)
      // Each loose quote of a row is told of; the row is one problem.
      if (end > lastLine)
        problems.push({ line: linesBefore + lastLine + 1, code: 'invalid', message: sayCsv(error) })
      lastLine = end
      return undefined
    },
  })
  const [header, ...rest] = records.filter(({ record }) => record.some((cell) => cell !== ''))
  if (!header) throw unreadable(problems[0]?.message ?? 'The file is empty.')
  const columns = header.record
  const rows = rest.map(({ line, record }) => ({
    line,
    cells: Object.fromEntries(columns.map((column, index) => [column, record[index] ?? ''])),
  }))
  return { columns: columns.filter((column) => column !== ''), rows, problems }
}

/** The one that the first line holds most often, outside of quotes. */
function delimiterOf(content: string): string {
  const [firstLine = ''] = content.trimStart().split(/\r\n|\n|\r/, 1)
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => bare.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

const tooManyCells = 'The row has more cells than the header.'
const looseQuote = 'A quote stands in the middle of a cell; inside a quoted cell it is written twice.'

const csvProblems: Partial<Record<CsvError['code'], string>> = {
  CSV_RECORD_INCONSISTENT_FIELDS_LENGTH: tooManyCells,
  CSV_RECORD_INCONSISTENT_COLUMNS: tooManyCells,
  CSV_QUOTE_NOT_CLOSED: 'A quote opens here and never closes.',
  INVALID_OPENING_QUOTE: looseQuote,
  CSV_INVALID_CLOSING_QUOTE: looseQuote,
}

function sayCsv(error: CsvError | undefined): string {
  return (error && csvProblems[error.code]) ?? 'The row cannot be read.'
}

function unreadable(message: string): ToolRefusal {
  return new ToolRefusal('invalid', message, {
    field: 'content',
    hint: 'Give CSV with a header line, or a JSON list of objects.',
  })
}
