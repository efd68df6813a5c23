import type { Webhook } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { draftOf, isDeaf, webhookPatch } from './webhook-draft.ts'
import { WebhookFields } from './webhook-fields.tsx'
import { webhookName } from './webhook-name.ts'

export interface WebhookDialogProps {
  webhook: Webhook
  open: boolean
  onOpenChange(open: boolean): void
}

/** Changes a webhook; its secret stays, also at another address. */
export function EditWebhookDialog({ webhook, ...dialog }: WebhookDialogProps) {
  // As it was when the dialog opened: a version that somebody else saved since then is not overwritten.
  const [before] = useState(webhook)
  const [draft, setDraft] = useState(() => draftOf(before))
  const save = useAction({
    run: () => hub.webhooks.update(before.id, webhookPatch(draft, before)),
    invalidates: ['webhooks'],
    quiet: true,
    done: (saved) => ({ title: `Saved ${webhookName(saved)}` }),
  })
  const submit = async () => {
    await save.mutateAsync()
    dialog.onOpenChange(false)
  }
  return (
    <FormDialog
      {...dialog}
      title={`Edit ${webhookName(before)}`}
      action="Save webhook"
      disabled={isDeaf(draft)}
      onSubmit={submit}
    >
      <WebhookFields
        draft={draft}
        onChange={(patch) => setDraft({ ...draft, ...patch })}
        present={before.url}
      />
    </FormDialog>
  )
}
