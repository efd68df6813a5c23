/** Tells a person what happens. */
export interface Narrator {
  /** A new step, numbered by who tells it. */
  step(title: string): void
  /** What came back, on a line of its own. */
  line(text: string): void
}

/** A list that stays readable: the first few, and how many more there are. */
export function few(items: string[], most = 4): string {
  const rest = items.length - most
  return rest > 0 ? `${items.slice(0, most).join(', ')} and ${rest} more` : items.join(', ') || 'none'
}

/** A text on one line, cut after so many characters. */
export function short(text: string, most = 160): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}
