import type { Invitation } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'

export interface RevokeInvitationDialogProps {
  invitation: Invitation
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before a link stops working. */
export function RevokeInvitationDialog({ invitation, ...dialog }: RevokeInvitationDialogProps) {
  const { id, email } = invitation
  const revoke = useAction({
    run: () => hub.invitations.revoke(id),
    invalidates: ['invitations'],
    quiet: true,
    done: () => ({ title: `Revoked the invitation of ${email}` }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Revoke the invitation of ${email}?`}
      action="Revoke invitation"
      onConfirm={() => revoke.mutateAsync()}
    >
      <p>The link that you handed over stops working at once. You can invite them again at any time.</p>
    </ConfirmDialog>
  )
}
