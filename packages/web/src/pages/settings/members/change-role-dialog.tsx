import type { Member, Role } from '@jackfield/sdk'
import { useMe } from '../../../hub/use-me.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { roleWords } from '../roles.ts'
import { takesSomething } from './role-change.ts'
import { useChangeRole } from './use-change-role.ts'

export interface ChangeRoleDialogProps {
  member: Member
  role: Role
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before somebody may do less, or everything. */
export function ChangeRoleDialog({ member, role, ...dialog }: ChangeRoleDialogProps) {
  const me = useMe()
  const change = useChangeRole({ quiet: true })
  const article = role === 'owner' || role === 'admin' ? 'an' : 'a'
  const isMe = me.user?.id === member.user_id
  const who = isMe ? 'yourself' : member.name
  return (
    <ConfirmDialog
      {...dialog}
      title={`Make ${who} ${article} ${role}?`}
      action={`Make ${who} ${article} ${role}`}
      onConfirm={() => change.mutateAsync({ member, role })}
    >
      <p>
        {roleWords[member.role].label} now. {roleWords[role].label}: {lowerFirst(roleWords[role].about)}
      </p>
      {takesSomething(member.role, role) ? (
        <p>
          API keys that {isMe ? 'you' : member.name} made and that may do more than {article} {role} end at
          once.
          {isMe && ' You cannot give yourself the old role back.'}
        </p>
      ) : (
        <p>An owner can also remove you, and delete the account.</p>
      )}
    </ConfirmDialog>
  )
}

function lowerFirst(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
