import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { emptyDraft, keyInput } from './key-draft.ts'
import { KeyFields } from './key-fields.tsx'
import { KeySecretDialog } from './key-secret-dialog.tsx'

export interface NewKeyDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
}

/** A new key, and then its secret. */
export function NewKeyDialog(dialog: NewKeyDialogProps) {
  const [draft, setDraft] = useState(emptyDraft)
  const create = useAction({
    run: () => hub.keys.create(keyInput(draft)),
    invalidates: ['keys'],
    quiet: true,
  })
  if (create.data)
    return <KeySecretDialog {...dialog} made={create.data} title={`${create.data.name} is made`} />
  const nothingChosen = draft.opens === 'areas' && draft.domains.length === 0
  return (
    <FormDialog
      {...dialog}
      title="Create an API key"
      lead="Give it no more than what it is for needs."
      action="Create API key"
      disabled={nothingChosen}
      onSubmit={() => create.mutateAsync()}
    >
      <KeyFields draft={draft} onChange={(patch) => setDraft({ ...draft, ...patch })} />
    </FormDialog>
  )
}
