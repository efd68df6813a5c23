import type { Invitation } from '@jackfield/sdk'
import { Link2, X } from 'lucide-react'
import { useMe } from '../../../hub/use-me.ts'
import { isOver } from '../../../kit/is-over.ts'
import { MoreMenu } from '../../../kit/more-menu.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { Td } from '../../../kit/table.tsx'
import { Ago } from '../../../kit/words.tsx'
import { covers, roleWords } from '../roles.ts'

export interface InvitationRowProps {
  invitation: Invitation
  onAgain(): void
  onRevoke(): void
}

/** One open invitation. Its link is not known any more; a new one takes its place. */
export function InvitationRow({ invitation, onAgain, onRevoke }: InvitationRowProps) {
  const { role } = useMe()
  const { email, invited_by, expires_at } = invitation
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-36">
        <p className="font-medium wrap-anywhere">{email}</p>
        <p className="text-xs text-ink-soft wrap-anywhere">
          <span className="md:hidden">As {invitation.role}, invited</span>
          <span className="max-md:hidden">Invited</span> by {invited_by}
        </p>
      </Td>
      <Td className="whitespace-nowrap max-md:hidden">{roleWords[invitation.role].label}</Td>
      <Td className="whitespace-nowrap text-ink-soft">
        {isOver(expires_at) ? <Pill tone="bad">Expired</Pill> : <Ago at={expires_at} />}
      </Td>
      <Td className="w-0 pl-0">
        <MoreMenu
          of={`the invitation of ${email}`}
          actions={[
            ...(covers(role, invitation.role)
              ? [
                  {
                    label: 'Make a new link',
                    icon: <Link2 className="size-4" aria-hidden />,
                    onSelect: onAgain,
                  },
                ]
              : []),
            {
              label: 'Revoke the invitation',
              icon: <X className="size-4" aria-hidden />,
              danger: true,
              onSelect: onRevoke,
            },
          ]}
        />
      </Td>
    </tr>
  )
}
