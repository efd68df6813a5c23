import { useState } from 'react'
import { RevokeKeyDialog, RotateKeyDialog } from '../../../kit/access-keys/key-dialogs.tsx'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { KeyRow } from './key-row.tsx'
import type { MadeKey, TargetKey, TargetKeys } from './use-target-keys.ts'

export interface KeyTableProps {
  items: TargetKey[]
  keys: TargetKeys
  onMade(made: MadeKey): void
  onRevoked(id: string): void
}

/** Keys, each with a way to give it a new secret and to end it. */
export function KeyTable({ items, keys, onMade, onRevoked }: KeyTableProps) {
  const [asked, setAsked] = useState<{ what: 'rotate' | 'revoke'; key: TargetKey }>()
  const close = () => setAsked(undefined)
  return (
    <>
      <Table
        caption="Keys that open this address"
        heads={['Key', { label: 'Last used', className: 'max-sm:hidden' }, 'Expires', ACTIONS]}
      >
        {items.map((key) => (
          <KeyRow key={key.id} of={key} onAsk={(what) => setAsked({ what, key })} />
        ))}
      </Table>
      {asked?.what === 'rotate' && (
        <RotateKeyDialog
          of={asked.key}
          open
          onOpenChange={close}
          onConfirm={async () => onMade(await keys.rotate(asked.key))}
        >
          <Elsewhere of={asked.key} />
        </RotateKeyDialog>
      )}
      {asked?.what === 'revoke' && (
        <RevokeKeyDialog
          of={asked.key}
          open
          onOpenChange={close}
          onConfirm={async () => {
            await keys.revoke(asked.key)
            onRevoked(asked.key.id)
          }}
        >
          <Elsewhere of={asked.key} />
        </RevokeKeyDialog>
      )}
    </>
  )
}

/** A key of the account may open more than what one looks at. */
function Elsewhere({ of: { scopes } }: { of: TargetKey }) {
  if (scopes === undefined || scopes?.length === 1) return null
  return <p>It opens more than this address, for example the REST API or other areas: that ends, too.</p>
}
