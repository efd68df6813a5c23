import type { Account } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useMay, useMe } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Card, Section } from '../../../kit/card.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { DeleteAccountDialog } from './delete-account-dialog.tsx'
import { LeaveDialog } from './leave-dialog.tsx'

/** The two ways out: leaving the account, and deleting it. */
export function DangerZone({ account }: { account: Account }) {
  return (
    <Section title="Danger zone">
      <Card className="divide-y divide-hairline border-bad/35">
        <Leave account={account} />
        <Delete account={account} />
      </Card>
    </Section>
  )
}

function Leave({ account }: { account: Account }) {
  const me = useMe()
  const members = useQuery(queries.members())
  const [asked, setAsked] = useState(false)
  if (me.user === undefined) return null
  const owners = members.data?.items.filter(({ role }) => role === 'owner').length
  const isLastOwner = me.role === 'owner' && owners === 1
  return (
    <Row
      title="Leave the account"
      action={
        !isLastOwner && (
          <Button kind="danger" onClick={() => setAsked(true)}>
            Leave {account.name}
          </Button>
        )
      }
    >
      {isLastOwner ? (
        <>
          You are its only owner. To leave,{' '}
          <TextLink to="/settings/members">make somebody else an owner</TextLink> first.
        </>
      ) : (
        'You lose access, and the API keys you made here end. To come back, you need an invitation.'
      )}
      {asked && <LeaveDialog account={account} user={me.user} open onOpenChange={setAsked} />}
    </Row>
  )
}

function Delete({ account }: { account: Account }) {
  const mayDelete = useMay('owners.manage')
  const [asked, setAsked] = useState(false)
  return (
    <Row
      title="Delete the account"
      action={
        mayDelete && (
          <Button kind="danger" onClick={() => setAsked(true)}>
            Delete account
          </Button>
        )
      }
    >
      {mayDelete ? 'With everything in it, for good.' : 'Only an owner can do that.'}
      {asked && <DeleteAccountDialog account={account} open onOpenChange={setAsked} />}
    </Row>
  )
}

function Row({ title, action, children }: { title: string; action: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-4">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="font-medium">{title}</h3>
        <p className="text-ink-soft">{children}</p>
      </div>
      {action}
    </div>
  )
}
