import type { ApiKey } from '@jackfield/sdk'
import { useState } from 'react'
import { Table, Th } from '../../../kit/table.tsx'
import { KeyRow } from './key-row.tsx'
import { RevokeKeyDialog } from './revoke-key-dialog.tsx'
import { RotateKeyDialog } from './rotate-key-dialog.tsx'
import { useAreas } from './use-areas.ts'

/** The keys that are not revoked. */
export function KeyTable({ keys }: { keys: ApiKey[] }) {
  const [asked, setAsked] = useState<{ what: 'rotate' | 'revoke'; apiKey: ApiKey }>()
  const areas = useAreas()
  const close = () => setAsked(undefined)
  return (
    <>
      <Table caption="API keys">
        <thead>
          <tr>
            <Th>Key</Th>
            <Th className="max-md:hidden">Opens</Th>
            <Th className="max-md:hidden">Role</Th>
            <Th className="max-md:hidden">Last used</Th>
            <Th>Expires</Th>
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          </tr>
        </thead>
        <tbody>
          {keys.map((apiKey) => (
            <KeyRow
              key={apiKey.id}
              apiKey={apiKey}
              areas={areas}
              onRotate={() => setAsked({ what: 'rotate', apiKey })}
              onRevoke={() => setAsked({ what: 'revoke', apiKey })}
            />
          ))}
        </tbody>
      </Table>
      {asked?.what === 'rotate' && <RotateKeyDialog apiKey={asked.apiKey} open onOpenChange={close} />}
      {asked?.what === 'revoke' && <RevokeKeyDialog apiKey={asked.apiKey} open onOpenChange={close} />}
    </>
  )
}
