import { useId, useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Form } from '../../../kit/form.tsx'
import { emptyDraft, isDeaf, webhookInput } from './webhook-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'
import { webhookName } from './webhook-name.ts'
import { WebhookSecretDialog } from './webhook-secret-dialog.tsx'

export interface NewWebhookDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
}

/** A new webhook, and then its secret. */
export function NewWebhookDialog(dialog: NewWebhookDialogProps) {
  const form = useId()
  const [draft, setDraft] = useState(emptyDraft)
  const create = useAction({
    run: () => hub.webhooks.create(webhookInput(draft)),
    invalidates: ['webhooks'],
    quiet: true,
  })
  if (create.data)
    return (
      <WebhookSecretDialog {...dialog} made={create.data} title={`${webhookName(create.data)} is added`}>
        Your service checks with it that a message is from this hub. Next, send a test.
      </WebhookSecretDialog>
    )
  return (
    <Dialog
      {...dialog}
      title="Add a webhook"
      actions={
        <>
          <Button kind="quiet" onClick={() => dialog.onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={create.isPending} disabled={isDeaf(draft)}>
            Add webhook
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={() => create.mutateAsync()}>
        <WebhookFields draft={draft} onChange={(patch) => setDraft({ ...draft, ...patch })} />
      </Form>
    </Dialog>
  )
}
