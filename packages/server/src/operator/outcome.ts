/** What a command came to. */
export interface Outcome {
  /** One line for people. */
  text: string
  /** The same for programs. */
  facts: Record<string, unknown>
  /** What did not go as it should, though the command is done; the exit code tells. */
  warnings: string[]
}

/** Tells the person who waits. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** `1 row`, `1,234 rows`. */
export function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
