import { useState } from 'react'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { Table, Th } from '../../../kit/table.tsx'
import { Ago } from '../../../kit/words.tsx'
import { KeyRow } from './key-row.tsx'
import type { KeysSectionProps } from './keys-section.tsx'
import type { TargetKey } from './use-target-keys.ts'

/** Keys, each with a way to give it a new secret and to end it. */
export function KeyTable(props: Omit<KeysSectionProps, 'target'> & { items: TargetKey[] }) {
  const { items, keys, onMade, onRevoked } = props
  const [asked, setAsked] = useState<{ what: 'rotate' | 'revoke'; key: TargetKey }>()
  const close = () => setAsked(undefined)
  return (
    <>
      <Table caption="Keys that open this address">
        <thead>
          <tr>
            <Th>Key</Th>
            <Th className="max-sm:hidden">Last used</Th>
            <Th>Expires</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {items.map((key) => (
            <KeyRow key={key.id} of={key} onAsk={(what) => setAsked({ what, key })} />
          ))}
        </tbody>
      </Table>
      {asked?.what === 'rotate' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Rotate ${asked.key.name}?`}
          action={`Rotate ${asked.key.name}`}
          onConfirm={async () => onMade(await keys.rotate(asked.key))}
        >
          <p>
            It gets a new secret, shown once. The one from before, …{asked.key.hint}, ends at once: what uses
            it is refused until you enter the new one there.
          </p>
          <Elsewhere of={asked.key} />
        </ConfirmDialog>
      )}
      {asked?.what === 'revoke' && (
        <ConfirmDialog
          open
          onOpenChange={close}
          title={`Revoke ${asked.key.name}?`}
          action={`Revoke ${asked.key.name}`}
          onConfirm={async () => {
            await keys.revoke(asked.key)
            onRevoked(asked.key.id)
          }}
        >
          <p>
            Whatever uses the key …{asked.key.hint} is refused at once, and it cannot be brought back.{' '}
            {asked.key.last_used_at === null ? 'It was never used.' : <LastUse at={asked.key.last_used_at} />}
          </p>
          <Elsewhere of={asked.key} />
        </ConfirmDialog>
      )}
    </>
  )
}

function LastUse({ at }: { at: string }) {
  return (
    <>
      It was last used <Ago at={at} />.
    </>
  )
}

/** A key of the account may open more than what one looks at. */
function Elsewhere({ of: { scopes } }: { of: TargetKey }) {
  if (scopes === undefined || scopes?.length === 1) return null
  return <p>It opens more than this address, for example the REST API or other areas: that ends, too.</p>
}
