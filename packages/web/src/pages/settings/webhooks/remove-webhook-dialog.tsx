import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import type { WebhookDialogProps } from './edit-webhook-dialog.tsx'
import { webhookName } from './webhook-name.ts'

/** Before a webhook goes. */
export function RemoveWebhookDialog({ webhook, ...dialog }: WebhookDialogProps) {
  const name = webhookName(webhook)
  const remove = useAction({
    run: () => hub.webhooks.remove(webhook.id),
    invalidates: ['webhooks'],
    quiet: true,
    done: () => ({ title: `Removed ${name}` }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Remove ${name}?`}
      action={`Remove ${name}`}
      onConfirm={() => remove.mutateAsync()}
    >
      <p>
        Nothing more is sent to it, also not what is still waiting. Its secret and its deliveries are deleted.
      </p>
    </ConfirmDialog>
  )
}
