import type { ApiKey } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { RevokeKeyDialog } from '../../../kit/access-keys/key-dialogs.tsx'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { KeyRow } from './key-row.tsx'
import { RotateApiKeyDialog } from './rotate-api-key-dialog.tsx'
import { useAreas } from './use-areas.ts'

/** The keys that are not revoked. */
export function KeyTable({ keys }: { keys: ApiKey[] }) {
  const [asked, setAsked] = useState<{ what: 'rotate' | 'revoke'; apiKey: ApiKey }>()
  const areas = useAreas()
  const revoke = useAction({
    run: ({ id }: ApiKey) => hub.keys.revoke(id),
    invalidates: ['keys'],
    quiet: true,
    done: (_, { name }) => ({ title: `Revoked ${name}`, description: 'It opens nothing any more.' }),
  })
  const close = () => setAsked(undefined)
  return (
    <>
      <Table
        caption="API keys"
        heads={[
          'Key',
          { label: 'Opens', className: 'max-md:hidden' },
          { label: 'Role', className: 'max-md:hidden' },
          { label: 'Last used', className: 'max-md:hidden' },
          'Expires',
          ACTIONS,
        ]}
      >
        {keys.map((apiKey) => (
          <KeyRow
            key={apiKey.id}
            apiKey={apiKey}
            areas={areas}
            onAsk={(what) => setAsked({ what, apiKey })}
          />
        ))}
      </Table>
      {asked?.what === 'rotate' && <RotateApiKeyDialog apiKey={asked.apiKey} open onOpenChange={close} />}
      {asked?.what === 'revoke' && (
        <RevokeKeyDialog
          of={asked.apiKey}
          open
          onOpenChange={close}
          onConfirm={() => revoke.mutateAsync(asked.apiKey)}
        />
      )}
    </>
  )
}
