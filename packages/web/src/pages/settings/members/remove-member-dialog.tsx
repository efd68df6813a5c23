import type { Member } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'

export interface RemoveMemberDialogProps {
  member: Member
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before a person is taken out of the account. */
export function RemoveMemberDialog({ member, ...dialog }: RemoveMemberDialogProps) {
  const remove = useAction({
    run: () => hub.members.remove(member.user_id),
    invalidates: ['members', 'keys'],
    quiet: true,
    done: () => ({
      title: `Removed ${member.name}`,
      description: 'Their sessions and keys here have ended.',
    }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Remove ${member.name}?`}
      action={`Remove ${member.name}`}
      onConfirm={() => remove.mutateAsync()}
    >
      <p>Their sessions in this account end at once, and so do the API keys they made.</p>
      <p>The agents and connectors they set up stay. To come back, they need an invitation.</p>
    </ConfirmDialog>
  )
}
