import { useState } from 'react'
import { hub } from '../hub/client.ts'
import { FormDialog } from '../kit/form-dialog.tsx'
import { TextField } from '../kit/text-field.tsx'

/** Another account of this person, who owns it and goes there. */
export function NewAccountDialog({
  open,
  onOpenChange,
}: {
  open: boolean
  onOpenChange(open: boolean): void
}) {
  const [name, setName] = useState('')
  const create = async () => {
    const account = await hub.account.create({ name })
    await hub.session.switchAccount({ account_id: account.id })
    window.location.assign('/')
  }
  return (
    <FormDialog
      open={open}
      onOpenChange={onOpenChange}
      title="New account"
      lead="An account is a workspace of its own: its connectors, agents and people are seen by nobody else."
      action="Create account"
      onSubmit={create}
    >
      <TextField label="Name" name="name" value={name} onValueChange={setName} required maxLength={60} />
    </FormDialog>
  )
}
