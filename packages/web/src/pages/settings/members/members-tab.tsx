import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { UserPlus } from 'lucide-react'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { Invitations } from './invitations.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberTable } from './member-table.tsx'
import { RolesTable } from './roles-table.tsx'

/** Who belongs to the account, who is invited, and what each role may do. */
export function MembersTab() {
  const members = useQuery(queries.members())
  const mayManage = useMay('members.manage')
  const [inviting, setInviting] = useState(false)
  return (
    <>
      {!mayManage && <ReadOnlyNote what="invite people and change roles" />}
      <Section
        title="Members"
        actions={
          mayManage && (
            <Button
              kind="primary"
              icon={<UserPlus className="size-4" aria-hidden />}
              onClick={() => setInviting(true)}
            >
              Invite somebody
            </Button>
          )
        }
      >
        <Loaded query={members} skeleton={<SkeletonList count={4} className="space-y-2" item="h-14" />}>
          {({ items }) => <MemberTable members={items} />}
        </Loaded>
      </Section>
      {mayManage && <Invitations />}
      <RolesTable />
      {inviting && <InviteDialog open onOpenChange={setInviting} />}
    </>
  )
}
