import type { Webhook } from '@jackfield/sdk'
import { useState } from 'react'
import { DeliveriesDialog } from './deliveries/deliveries-dialog.tsx'
import { EditWebhookDialog } from './edit-webhook-dialog.tsx'
import { RemoveWebhookDialog } from './remove-webhook-dialog.tsx'
import { RotateSecretDialog } from './rotate-secret-dialog.tsx'
import { TurnOffDialog } from './turn-off-dialog.tsx'
import type { Asked } from './webhook-card-props.ts'
import { WebhookCard } from './webhook-card.tsx'

const dialogs = {
  deliveries: DeliveriesDialog,
  edit: EditWebhookDialog,
  rotate: RotateSecretDialog,
  off: TurnOffDialog,
  remove: RemoveWebhookDialog,
} satisfies Record<Asked, unknown>

/** The webhooks of the account. */
export function WebhookList({ webhooks }: { webhooks: Webhook[] }) {
  const [asked, setAsked] = useState<{ what: Asked; id: string }>()
  const webhook = webhooks.find(({ id }) => id === asked?.id)
  const Asking = asked && dialogs[asked.what]
  return (
    <>
      <ul className="space-y-4">
        {webhooks.map((one) => (
          <li key={one.id}>
            <WebhookCard webhook={one} onAsk={(what) => setAsked({ what, id: one.id })} />
          </li>
        ))}
      </ul>
      {Asking && webhook && <Asking webhook={webhook} open onOpenChange={() => setAsked(undefined)} />}
    </>
  )
}
