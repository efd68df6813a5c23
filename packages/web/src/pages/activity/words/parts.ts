/** A piece of a sentence: words of ours, the name of a thing, or a name that only programs use. */
export type Part = string | { name: string } | { code: string }

export function textOf(parts: Part[]): string {
  return parts
    .map((part) => (typeof part === 'string' ? part : 'name' in part ? part.name : part.code))
    .join('')
}

/** `a, b and 3 more`. */
export function fewOf(names: string[], most = 3): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** What an event is about, in the pieces that sentences are made of. */
export interface About {
  agent: Part
  connector: Part
  tool: string | null
  /** The hub did not let it through. */
  refused: boolean
  hasAgent: boolean
  hasConnector: boolean
  /** A text of the event's detail; empty if it is none. */
  text(field: string): string
  /** The texts of a list in the event's detail. */
  list(field: string): string[]
  /** The names of the fields of an object in the event's detail. */
  fields(field: string): string[]
  has(field: string): boolean
  person(id: string): Part
}
export type Words = Record<string, (about: About) => Part[]>
