import type { Invitation } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Section } from '../../../kit/card.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { settingsQueries } from '../queries.ts'
import { InvitationRow } from './invitation-row.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { RevokeInvitationDialog } from './revoke-invitation-dialog.tsx'

/** Who was invited and has not joined yet. */
export function Invitations() {
  const query = useQuery(settingsQueries.invitations())
  return (
    <Section title="Invitations" lead="Links that somebody can still join with. Each works once.">
      <Loaded query={query} skeleton={<SkeletonList count={1} item="h-14" />}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="rounded-card border border-dashed border-control/50 px-4 py-5 text-center text-ink-soft">
              Nobody is invited right now.
            </p>
          ) : (
            <InvitationTable invitations={items} />
          )
        }
      </Loaded>
    </Section>
  )
}

function InvitationTable({ invitations }: { invitations: Invitation[] }) {
  const [asked, setAsked] = useState<{ what: 'again' | 'revoke'; invitation: Invitation }>()
  const close = () => setAsked(undefined)
  return (
    <>
      <Table
        caption="Invitations"
        heads={['E-mail', { label: 'Role', className: 'max-md:hidden' }, 'Expires', ACTIONS]}
      >
        {invitations.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            onAgain={() => setAsked({ what: 'again', invitation })}
            onRevoke={() => setAsked({ what: 'revoke', invitation })}
          />
        ))}
      </Table>
      {asked?.what === 'again' && <InviteDialog before={asked.invitation} open onOpenChange={close} />}
      {asked?.what === 'revoke' && (
        <RevokeInvitationDialog invitation={asked.invitation} open onOpenChange={close} />
      )}
    </>
  )
}
