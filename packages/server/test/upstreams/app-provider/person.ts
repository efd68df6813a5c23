/** Somebody with an account at a provider. */
export interface Person {
  /** Unique; what they sign in with. */
  handle: string
  /** Their number at providers that count people. */
  number: number
  name: string
  email: string
}

/** The person who signs in with `handle`; always the same one for the same handle. */
export function personOf(handle: string): Person {
  const number = Buffer.from(handle).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000, 7)
  const name = handle.replace(
    /(^|[.-])(\w)/g,
    (_, gap: string, first: string) => (gap && ' ') + first.toUpperCase(),
  )
  return { handle, number, name, email: `${handle}@example.com` }
}

/** Whose account everything belongs to. */
export const company = { name: 'Acme', slug: 'acme' }
