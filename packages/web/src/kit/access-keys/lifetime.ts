/** Days until a key ends, as the choices of a form. */
export type Lifetime = '7' | '30' | '90' | '365' | 'never'

export const lifetimes: { value: Lifetime; label: string }[] = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
]

const DAY_MS = 86_400_000

/** When a key of this lifetime ends, as the API takes it (ISO 8601). */
export function expiryOf(lifetime: Lifetime): { expires_at?: string } {
  if (lifetime === 'never') return {}
  return { expires_at: new Date(Date.now() + Number(lifetime) * DAY_MS).toISOString() }
}
