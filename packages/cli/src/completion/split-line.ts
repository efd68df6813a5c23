/** A command line up to the cursor, as a POSIX shell reads it. */
export interface TypedLine {
  /** The words before the last one, without their quotes. */
  words: string[]
  /** The word at the cursor, without its quotes; empty behind a space. */
  current: string
  /** How much of `current` bash leaves alone: it puts a completion behind an open quote or a break character. */
  kept: number
  /** The quote that is open at the cursor. */
  quote: '"' | "'" | ''
}

/**
 * Splits a line (POSIX.1-2024, Shell Command Language, 2.2); variables and commands in it stay as they are typed.
 * @param breaks the characters at which bash divides words for completion, `COMP_WORDBREAKS`
 */
export function splitLine(line: string, breaks: string): TypedLine {
  const words: string[] = []
  let current: string | undefined
  let kept = 0
  let quote: TypedLine['quote'] = ''
  const isCut = (char: string) => breaks.includes(char) && !/[\s"'\\]/.test(char)
  for (let at = 0; at < line.length; at++) {
    const char = line[at] ?? ''
    const escaping = char === '\\' && quote !== "'" && (quote === '' || /["\\$`]/.test(line[at + 1] ?? ''))
    if (quote === '' && /\s/.test(char)) {
      if (current !== undefined) words.push(current)
      current = undefined
      kept = 0
    } else if (quote === '' && (char === '"' || char === "'")) {
      quote = char
      current ??= ''
      kept = current.length
    } else if (quote !== '' && char === quote) quote = ''
    else {
      if (escaping) at += 1
      current = (current ?? '') + (escaping ? (line[at] ?? '') : char)
      // Readline takes an @ along with what follows it (rl_special_prefixes).
      if (quote === '' && !escaping && isCut(char)) kept = current.length - (char === '@' ? 1 : 0)
    }
  }
  return { words, current: current ?? '', kept, quote }
}

/** The completion as it goes into the line in place of what bash does not keep. */
export function insertion(value: string, { kept, quote }: TypedLine): string {
  const rest = value.slice(kept)
  if (quote === "'") return rest.replaceAll("'", String.raw`'\''`)
  if (quote === '"') return rest.replaceAll(/["\\$`]/g, String.raw`\$&`)
  return rest.replaceAll(/[^\w@%+=:,./\u0080-\uffff-]/g, String.raw`\$&`)
}
