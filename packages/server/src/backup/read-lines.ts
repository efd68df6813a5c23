import { Refusal } from '../errors.ts'

const NEWLINE = 0x0a

/**
 * The lines of a stream, without their newlines. What follows the last newline must be nothing.
 * @throws Refusal `invalid` when a line is longer than `limit` bytes or the last one is unfinished.
 */
export async function* readLines(stream: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  let length = 0
  for await (const chunk of stream) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const rest = chunk.subarray(start, end)
      yield begun.length === 0 ? rest : Buffer.concat([...begun, rest])
      begun = []
      length = 0
      start = end + 1
    }
    if (start < chunk.length) begun.push(chunk.subarray(start))
    length += chunk.length - start
    if (length > limit) throw unreadable(`a line in it has more than ${limit} bytes`)
  }
  if (length > 0) throw unreadable('its last line is not finished')
}

function unreadable(why: string): Refusal {
  return new Refusal('invalid', `The file is not a whole backup of Jackfield: ${why}.`)
}
