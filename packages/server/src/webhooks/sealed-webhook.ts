import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Db, Services } from '../context.ts'
import { sealedRow } from '../credentials/sealed-tables.ts'
import { Refusal } from '../errors.ts'
import { json } from '../storage/json.ts'

/** What nobody may read of a webhook, sealed as one. */
const WebhookSecrets = z.strictObject({
  /** Exactly as it was entered: it may hold a token. */
  url: z.string(),
  /** `whsec_` and base64, as Standard Webhooks writes secrets. */
  secret: z.string(),
  /** The one before, which signs too for a while after a rotation. */
  previous: z.string().nullable(),
})
export type WebhookSecrets = z.output<typeof WebhookSecrets>

/** A new signing secret of 256 random bits. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString('base64')}`
}

export function sealWebhook(
  { vault }: Services,
  { accountId, id }: { accountId: string; id: string },
  secrets: WebhookSecrets,
  db: Db,
): Promise<Uint8Array> {
  return vault.seal(accountId, sealedRow('webhooks', id), json(secrets), db)
}

/** @throws Refusal `internal` when the bytes are not what was sealed. */
export async function openWebhook(
  { vault }: Services,
  { account_id, id, sealed }: { account_id: string; id: string; sealed: Uint8Array },
  db: Db,
): Promise<WebhookSecrets> {
  const text = await vault.open(account_id, sealedRow('webhooks', id), sealed, db)
  const read = WebhookSecrets.safeParse(JSON.parse(text))
  if (read.success) return read.data
  throw new Refusal('internal', 'A stored webhook has a form that this version does not know.', {
    hint: 'Delete it and make a new one.',
  })
}
