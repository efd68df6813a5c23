import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmThen } from '../confirm-then.tsx'
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
  return (
    <ConfirmThen
      {...dialog}
      title={`Rotate the secret of ${webhookName(webhook)}?`}
      action="Rotate secret"
      onConfirm={() => rotate.mutateAsync()}
      then={(made) => (
        <WebhookSecretDialog {...dialog} made={made} title="The new signing secret">
          For 24 hours messages are signed with the one before, too: enter this one in your service until
          then.
        </WebhookSecretDialog>
      )}
    >
      <p>
        You get a new one, shown once. For 24 hours every message is signed with both, so that your service
        can change over without losing any.
      </p>
      {webhook.previous_secret_until !== null && Date.parse(webhook.previous_secret_until) > Date.now() && (
        <p>It was rotated within the last day: the secret before that one ends at once.</p>
      )}
    </ConfirmThen>
  )
}
