import type { Webhook } from '@jackfield/sdk'

/** What one wants to do with a webhook that needs a dialog. */
export type Asked = 'deliveries' | 'edit' | 'rotate' | 'off' | 'remove'

export interface WebhookCardProps {
  webhook: Webhook
  onAsk(what: Asked): void
}
