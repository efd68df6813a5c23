import { CsvError, parse } from 'csv-parse/sync'

/** A row of a CSV file. */
export interface CsvRecord {
  /** The line of the file on which it begins, from 1. */
  line: number
  cells: string[]
}

/** Lines that could not be read. */
interface CsvProblem {
  line: number
  message: string
}

export interface CsvRecords {
  delimiter: string
  records: CsvRecord[]
  problems: CsvProblem[]
}

const delimiters = [',', ';', '\t', '|'] as const

/**
 * Reads CSV whose delimiter is to be found. A row whose quotes are wrong is a problem of its own: reading goes on
 * after it, so that it costs no other row.
 * @param most rows and problems; reading ends beyond it
 */
export function readRecords(content: string, most: number): CsvRecords {
  const text = content.includes('\n') ? content.replaceAll('\r\n', '\n') : content.replaceAll('\r', '\n')
  const found: CsvRecords = { delimiter: delimiterOf(text), records: [], problems: [] }
  const bytes = Buffer.from(text)
  const starts = lineStarts(bytes)
  let line = 0
  while (line < starts.length && found.records.length + found.problems.length <= most)
    line = readFrom(bytes.subarray(starts[line]), line, found)
  return found
}

/** Reads on from a line, to the end or to the first wrong quote. Answers how many lines are done then. */
function readFrom(bytes: Buffer, linesBefore: number, { delimiter, records, problems }: CsvRecords): number {
  let line = linesBefore + 1
  try {
    parse(bytes, {
      delimiter,
      record_delimiter: '\n',
      trim: true,
      relax_column_count: true,
      on_record: (cells: string[], { lines }) => {
        if (cells.some((cell) => cell !== '')) records.push({ line, cells })
        line = linesBefore + lines + 1
        return undefined
      },
    })
    return Infinity
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const last = Math.max(linesBefore + Number(error['lines']), line)
    problems.push({ line, message: sayProblem(error, line, last) })
    return last
  }
}

/** Where in the bytes each line begins. */
function lineStarts(bytes: Buffer): number[] {
  const starts = [0]
  for (let at = bytes.indexOf('\n'); at !== -1; at = bytes.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The one that the first line holds most often, outside of quotes. */
function delimiterOf(text: string): string {
  const [firstLine = ''] = text.trimStart().split('\n', 1)
  const bare = firstLine.replace(/"[^"]*"/g, '')
  const count = (delimiter: string) => bare.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best))
}

/** The delimiter by which a row that is one cell would have as many cells as the header. */
export function otherDelimiter(cells: string[], header: string[], delimiter: string): string | undefined {
  const [only = ''] = cells
  if (cells.length > 1 || header.length === 1) return undefined
  return delimiters.find((other) => other !== delimiter && only.split(other).length === header.length)
}

function sayProblem({ code }: CsvError, first: number, last: number): string {
  const what =
    code === 'CSV_QUOTE_NOT_CLOSED'
      ? 'A quote opens here and never closes.'
      : 'A quote stands in the middle of a cell; inside a quoted cell it is written twice.'
  return last > first ? `${what} Lines ${first} to ${last} were left out.` : what
}
