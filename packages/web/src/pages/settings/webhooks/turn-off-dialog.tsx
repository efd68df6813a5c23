import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import type { WebhookDialogProps } from './edit-webhook-dialog.tsx'
import { webhookName } from './webhook-name.ts'

/** Before a webhook is told of nothing any more. */
export function TurnOffDialog({ webhook, ...dialog }: WebhookDialogProps) {
  const name = webhookName(webhook)
  const turnOff = useAction({
    run: () => hub.webhooks.update(webhook.id, { version: webhook.version, enabled: false }),
    invalidates: ['webhooks'],
    quiet: true,
    done: () => ({ title: `Turned off ${name}` }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Turn off ${name}?`}
      action="Turn off webhook"
      onConfirm={() => turnOff.mutateAsync()}
    >
      <p>
        It is not told of what happens until somebody turns it on again, nor afterwards of what happened in
        between.
      </p>
    </ConfirmDialog>
  )
}
