import type { Invitation, InvitationCreated, Role } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMe } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { SecretOnce } from '../../../kit/secret-once.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { wholeDay } from '../../../kit/words.tsx'
import { roleOptions, roleWords } from '../roles.ts'

export interface InviteDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  /** An open invitation whose link a new one takes the place of. */
  before?: Invitation
}

/** An invitation, and then its link, which is shown once. */
export function InviteDialog({ before, ...dialog }: InviteDialogProps) {
  const me = useMe()
  const [email, setEmail] = useState(before?.email ?? '')
  const [role, setRole] = useState<Role>(before?.role ?? 'builder')
  const create = useAction({
    run: () => hub.invitations.create({ email, role }),
    invalidates: ['invitations'],
    quiet: true,
  })
  if (create.data) return <Made {...dialog} invitation={create.data} />
  return (
    <FormDialog
      {...dialog}
      title={before ? `A new link for ${before.email}` : 'Invite somebody'}
      lead={before ? 'The link from before stops working.' : 'They join with a link that you hand over.'}
      action="Make the link"
      onSubmit={() => create.mutateAsync()}
      fieldOf={{ conflict: 'email' }}
    >
      <TextField
        label="E-mail"
        name="email"
        type="email"
        required
        maxLength={254}
        autoComplete="off"
        readOnly={before !== undefined}
        value={email}
        onValueChange={setEmail}
      />
      <SelectField
        label="Role"
        name="role"
        hint={roleWords[role].about}
        value={role}
        onValueChange={setRole}
        options={roleOptions(me.role)}
      />
    </FormDialog>
  )
}

function Made({
  invitation,
  ...dialog
}: Omit<InviteDialogProps, 'before'> & { invitation: InvitationCreated }) {
  const { email, role, expires_at, link } = invitation
  return (
    <Dialog
      {...dialog}
      title={`The link for ${email}`}
      actions={
        <Button kind="primary" onClick={() => dialog.onOpenChange(false)}>
          I have copied it
        </Button>
      }
    >
      <SecretOnce title="Invitation link" secret={link}>
        Jackfield sends no e-mail: hand it to {email} yourself. Whoever opens it joins as {role}; it works
        once, until {wholeDay(expires_at)}.
      </SecretOnce>
    </Dialog>
  )
}
