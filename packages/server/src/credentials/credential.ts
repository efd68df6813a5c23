import { z } from 'zod'
import { sealedRow } from './sealed-tables.ts'

/** What an MCP server needs to be used. Sealed as a whole, since a URL may hold secrets too. */
const ServerCredential = z.strictObject({
  /** Exactly as it was entered. */
  url: z.string(),
  /** Sent on every request, in this order. */
  headers: z.array(z.strictObject({ name: z.string(), value: z.string() })),
})

/** What an app gave after a sign-in (RFC 6749 section 5.1). */
const TokenCredential = z.strictObject({
  kind: z.literal('oauth2'),
  access_token: z.string(),
  refresh_token: z.string().optional(),
  /** The OAuth app that it was given to: nobody else can renew it. */
  client_id: z.string(),
  redirect_uri: z.string(),
})
export type TokenCredential = z.output<typeof TokenCredential>

/** What somebody pasted: an API key, a personal token, whatever the app asks for. */
const KeyCredential = z.strictObject({
  kind: z.literal('api_key'),
  key: z.record(z.string(), z.string()),
})

/** What stands behind a connection, sealed. */
export const Credential = z.union([ServerCredential, TokenCredential, KeyCredential])
export type Credential = z.output<typeof Credential>
export type ServerCredential = z.output<typeof ServerCredential>
export type AppCredential = z.output<typeof TokenCredential> | z.output<typeof KeyCredential>

/** What a connection's sealed credential is bound to beside its account. */
export function credentialRow(connectionId: string): string {
  return sealedRow('credentials', connectionId)
}
