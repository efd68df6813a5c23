import type { Member, Role } from '@jackfield/sdk'
import { UserMinus } from 'lucide-react'
import { useMay, useMe } from '../../../hub/use-me.ts'
import { MoreMenu } from '../../../kit/more-menu.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import { Td } from '../../../kit/table.tsx'
import { wholeDay } from '../../../kit/words.tsx'
import { covers, roleOptions, roleWords } from '../roles.ts'

export interface MemberRowProps {
  member: Member
  isLastOwner: boolean
  onRole(role: Role): void
  onRemove(): void
}

/** One person. Nobody changes who is above them, and the last owner stays one. */
export function MemberRow({ member, isLastOwner, onRole, onRemove }: MemberRowProps) {
  const me = useMe()
  const mayManage = useMay('members.manage') && covers(me.role, member.role)
  const isMe = me.user?.id === member.user_id
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-36">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium wrap-anywhere">{member.name}</span>
          {isMe && <Pill>You</Pill>}
        </div>
        <p className="text-xs text-ink-soft wrap-anywhere">{member.email}</p>
        {isLastOwner && mayManage && (
          <p className="text-xs text-ink-soft">The only owner, so this cannot change.</p>
        )}
      </Td>
      <Td className="min-w-30">
        {mayManage && !isLastOwner ? (
          <SelectField
            label={`Role of ${member.name}`}
            hideLabel
            small
            className="w-28"
            value={member.role}
            onValueChange={onRole}
            options={roleOptions(me.role)}
          />
        ) : (
          <Pill>{roleWords[member.role].label}</Pill>
        )}
      </Td>
      <Td className="whitespace-nowrap text-ink-soft max-md:hidden">{wholeDay(member.joined_at)}</Td>
      <Td className="w-0 pl-0">
        {mayManage && !isMe && (
          <MoreMenu
            of={member.name}
            actions={[
              {
                label: 'Remove from the account',
                icon: <UserMinus className="size-4" aria-hidden />,
                danger: true,
                onSelect: onRemove,
              },
            ]}
          />
        )}
      </Td>
    </tr>
  )
}
