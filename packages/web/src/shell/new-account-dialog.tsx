import { useId, useState } from 'react'
import { hub } from '../hub/client.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Form } from '../kit/form.tsx'
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
  const [busy, setBusy] = useState(false)
  const form = useId()
  const create = async () => {
    const account = await hub.account.create({ name })
    await hub.session.switchAccount({ account_id: account.id })
    window.location.assign('/')
  }
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="New account"
      lead="An account is a workspace of its own: its connectors, agents and people are seen by nobody else."
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            Create account
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={create} onBusyChange={setBusy}>
        <TextField label="Name" name="name" value={name} onValueChange={setName} required maxLength={60} />
      </Form>
    </Dialog>
  )
}
