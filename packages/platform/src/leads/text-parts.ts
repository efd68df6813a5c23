/** Characters; about what a model can read at once. */
const PART = 50_000

/** Cuts a text into parts at line ends, so that joined they are the text again. A longer line is cut within. */
export function textParts(text: string): string[] {
  const parts: string[] = []
  let from = 0
  while (text.length - from > PART) {
    const lineEnd = text.lastIndexOf('\n', from + PART - 1)
    const end = lineEnd < from ? wholeCharacter(text, from + PART) : lineEnd + 1
    parts.push(text.slice(from, end))
    from = end
  }
  return [...parts, text.slice(from)]
}

/** One unit earlier where the cut would halve a character. */
function wholeCharacter(text: string, end: number): number {
  const code = text.charCodeAt(end)
  return code >= 0xdc00 && code <= 0xdfff ? end - 1 : end
}
