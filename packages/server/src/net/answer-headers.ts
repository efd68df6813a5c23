import type { IncomingHttpHeaders } from 'node:http'

/** Headers of an answer as undici tells them, names in lower case. Of most answers one or two are looked at. */
export class AnswerHeaders implements Pick<Headers, 'get'>, Iterable<[string, string]> {
  readonly #raw: IncomingHttpHeaders

  constructor(raw: IncomingHttpHeaders) {
    this.#raw = raw
  }

  /** All values of a name, joined as the web's `Headers` do. */
  get(name: string): string | null {
    const value = this.#raw[name.toLowerCase()]
    return Array.isArray(value) ? value.join(', ') : (value ?? null)
  }

  /** Each value apart, because cookies must not be joined. */
  *[Symbol.iterator](): Generator<[string, string]> {
    for (const [name, value = ''] of Object.entries(this.#raw))
      for (const one of [value].flat()) yield [name, one]
  }
}
