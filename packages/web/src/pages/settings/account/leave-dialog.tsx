import type { Account, Me } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useMe } from '../../../hub/use-me.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { goToOtherAccount } from './go-to-other-account.ts'

export interface LeaveDialogProps {
  account: Account
  user: NonNullable<Me['user']>
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before somebody takes themselves out of the account. */
export function LeaveDialog({ account, user, ...dialog }: LeaveDialogProps) {
  const me = useMe()
  const leave = async () => {
    await hub.members.remove(user.id)
    goToOtherAccount(me)
  }
  return (
    <ConfirmDialog
      {...dialog}
      title={`Leave ${account.name}?`}
      action={`Leave ${account.name}`}
      onConfirm={leave}
    >
      <p>Your logins here end at once, and so do the API keys you made. Agents and connectors stay.</p>
      <p>Your login itself stays, for your other accounts. To come back, you need an invitation.</p>
    </ConfirmDialog>
  )
}
