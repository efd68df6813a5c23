import type { Member, Role } from '@jackfield/sdk'
import { useState } from 'react'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { ChangeRoleDialog } from './change-role-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { RemoveMemberDialog } from './remove-member-dialog.tsx'
import { takesSomething } from './role-change.ts'
import { useChangeRole } from './use-change-role.ts'

type Asked = { what: 'remove'; member: Member } | { what: 'role'; member: Member; role: Role }

/** Everybody in the account. */
export function MemberTable({ members }: { members: Member[] }) {
  const [asked, setAsked] = useState<Asked>()
  const change = useChangeRole()
  const close = () => setAsked(undefined)
  const owners = members.filter(({ role }) => role === 'owner').length
  const give = (member: Member, role: Role) => {
    if (role === 'owner' || takesSomething(member.role, role)) setAsked({ what: 'role', member, role })
    else change.mutate({ member, role })
  }
  return (
    <>
      <Table
        caption="Members"
        heads={['Person', 'Role', { label: 'Joined', className: 'max-md:hidden' }, ACTIONS]}
      >
        {members.map((member) => (
          <MemberRow
            key={member.user_id}
            member={member}
            isLastOwner={member.role === 'owner' && owners === 1}
            onRole={(role) => give(member, role)}
            onRemove={() => setAsked({ what: 'remove', member })}
          />
        ))}
      </Table>
      {asked?.what === 'remove' && <RemoveMemberDialog member={asked.member} open onOpenChange={close} />}
      {asked?.what === 'role' && (
        <ChangeRoleDialog member={asked.member} role={asked.role} open onOpenChange={close} />
      )}
    </>
  )
}
