import { z } from 'zod'

/** What a connection needs to be used. Sealed as a whole, since a URL may hold secrets too. */
export const Credential = z.strictObject({
  /** Exactly as it was entered. */
  url: z.string(),
  /** Sent on every request, in this order. */
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
})
export type Credential = z.output<typeof Credential>

/** What a connection's sealed credential is bound to beside its account. */
export function credentialRow(connectionId: string): string {
  return `credentials/${connectionId}`
}
