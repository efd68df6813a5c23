import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { FormDialog } from '../../../kit/form-dialog.tsx'
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
    <FormDialog
      {...dialog}
      title="Add a webhook"
      action="Add webhook"
      disabled={isDeaf(draft)}
      onSubmit={() => create.mutateAsync()}
    >
      <WebhookFields draft={draft} onChange={(patch) => setDraft({ ...draft, ...patch })} />
    </FormDialog>
  )
}
