import type { WebhookDelivery } from '@jackfield/sdk'
import { useState } from 'react'
import { Dialog } from '../../../../kit/dialog.tsx'
import { Segmented } from '../../../../kit/segmented.tsx'
import type { WebhookDialogProps } from '../edit-webhook-dialog.tsx'
import { webhookName } from '../webhook-name.ts'
import { DeliveryList } from './delivery-list.tsx'

const shown = [
  { value: 'all', label: 'All' },
  { value: 'pending', label: 'Pending' },
  { value: 'delivered', label: 'Delivered' },
  { value: 'failed', label: 'Failed' },
] as const

/** What was sent to a webhook, and what is still to be. */
export function DeliveriesDialog({ webhook, ...dialog }: WebhookDialogProps) {
  const [status, setStatus] = useState<WebhookDelivery['status'] | 'all'>('all')
  return (
    <Dialog
      {...dialog}
      width="wide"
      title={`Deliveries to ${webhookName(webhook)}`}
      lead="Newest first. What failed is tried again for about 22 hours; what is over is kept for 30 days."
    >
      <div className="space-y-4">
        <Segmented label="Which deliveries" value={status} onValueChange={setStatus} options={shown} />
        <DeliveryList webhook={webhook} status={status === 'all' ? undefined : status} />
      </div>
    </Dialog>
  )
}
