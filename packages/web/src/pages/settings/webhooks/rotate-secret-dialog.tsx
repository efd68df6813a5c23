import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { isOver } from '../../../kit/is-over.ts'
import type { WebhookDialogProps } from './edit-webhook-dialog.tsx'
import { webhookName } from './webhook-name.ts'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'

/** Before a webhook gets a new secret, and then that secret. */
export function RotateSecretDialog({ webhook, ...dialog }: WebhookDialogProps) {
  const rotate = useAction({
    run: () => hub.webhooks.rotateSecret(webhook.id),
    invalidates: ['webhooks'],
    quiet: true,
  })
  if (rotate.data)
    return (
      <WebhookSecretDialog {...dialog} made={rotate.data} title="The new signing secret">
        For 24 hours messages are signed with the one before, too: enter this one in your service until then.
      </WebhookSecretDialog>
    )
  return (
    <ConfirmDialog
      {...dialog}
      staysOpen
      title={`Rotate the secret of ${webhookName(webhook)}?`}
      action="Rotate secret"
      onConfirm={() => rotate.mutateAsync()}
    >
      <p>
        You get a new one, shown once. For 24 hours every message is signed with both, so that your service
        can change over without losing any.
      </p>
      {webhook.previous_secret_until !== null && !isOver(webhook.previous_secret_until) && (
        <p>It was rotated within the last day: the secret before that one ends at once.</p>
      )}
    </ConfirmDialog>
  )
}
