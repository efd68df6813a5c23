import type { Json, Paging, ProviderAnswer } from './app.ts'
import { at } from './at.ts'

/** The answer holds the place of the next page. An empty place is the end. */
export function cursor(input: string, path: string): Paging {
  return { input, next: ({ body }) => place(at(body, path)) }
}

/** The answer holds the address of the next page; the place is one parameter of its query. */
export function linkInBody(input: string, path: string, parameter: string = input): Paging {
  return { input, next: ({ body }) => fromUrl(at(body, path), parameter) }
}

/** The `Link` header holds the address of the next page (RFC 8288). */
export function linkHeader(input: string): Paging {
  return {
    input,
    next: ({ headers }) =>
      fromUrl(/<([^>]*)>\s*;[^,]*\brel="?next"?/.exec(headers['link'] ?? '')?.[1], input),
  }
}

/** The place is how many were skipped; `total` says how many there are. */
export function offset(input: string, { items, total }: { items: string; total: string }): Paging {
  return {
    input,
    next: ({ body }, given) => {
      const here = at(body, items)
      const next = numberIn(given, input, 0) + (Array.isArray(here) ? here.length : 0)
      const all = at(body, total)
      return Array.isArray(here) && here.length > 0 && typeof all === 'number' && next < all
        ? next
        : undefined
    },
  }
}

/** Pages are numbered; `more` says whether another one comes. */
export function numbered(
  input: string,
  more: (answer: ProviderAnswer, given: Json) => boolean,
  first = 1,
): Paging {
  return {
    input,
    next: (answer, given) => (more(answer, given) ? numberIn(given, input, first) + 1 : undefined),
  }
}

function place(value: unknown): string | number | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined
}

function fromUrl(value: unknown, parameter: string): string | undefined {
  if (typeof value !== 'string' || !URL.canParse(value, 'https://relative.invalid')) return undefined
  return new URL(value, 'https://relative.invalid').searchParams.get(parameter) || undefined
}

function numberIn(given: Json, input: string, otherwise: number): number {
  const value = given[input]
  return typeof value === 'number' ? value : otherwise
}
