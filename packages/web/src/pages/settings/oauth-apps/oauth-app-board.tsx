import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { Segmented } from '../../../kit/segmented.tsx'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { OAuthAppDialog } from './oauth-app-dialog.tsx'
import { countApps, matchingApps } from './oauth-app-list.ts'
import type { OAuthApp, Shown } from './oauth-app-list.ts'
import { OAuthAppRow } from './oauth-app-row.tsx'
import { RemoveOAuthAppDialog } from './remove-oauth-app-dialog.tsx'

/** The apps, narrowed by name and by whether one is set up. */
export function OAuthAppBoard({ apps }: { apps: OAuthApp[] }) {
  const [shown, setShown] = useState<Shown>('all')
  const [text, setText] = useState('')
  const [asked, setAsked] = useState<{ what: 'set' | 'remove'; app: OAuthApp }>()
  const counts = countApps(apps)
  const found = matchingApps(apps, shown, text)
  const close = () => setAsked(undefined)
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap gap-3">
        <SearchField label="Search apps" value={text} onValueChange={setText} className="w-full sm:w-72" />
        <Segmented
          label="Which apps"
          value={shown}
          onValueChange={setShown}
          options={[
            { value: 'all', label: 'All', count: counts.all },
            { value: 'set-up', label: 'Set up', count: counts['set-up'] },
            { value: 'not-set-up', label: 'Not set up', count: counts['not-set-up'] },
          ]}
        />
      </div>
      {found.length === 0 ? (
        <EmptyState
          title="No such app"
          action={
            <Button
              onClick={() => {
                setShown('all')
                setText('')
              }}
            >
              Show all apps
            </Button>
          }
        />
      ) : (
        <Table
          caption="OAuth apps"
          heads={['App', { label: 'OAuth app', className: 'max-md:hidden' }, ACTIONS]}
        >
          {found.map((app) => (
            <OAuthAppRow
              key={app.connector_id}
              app={app}
              onSet={() => setAsked({ what: 'set', app })}
              onRemove={() => setAsked({ what: 'remove', app })}
            />
          ))}
        </Table>
      )}
      {asked?.what === 'set' && <OAuthAppDialog app={asked.app} open onOpenChange={close} />}
      {asked?.what === 'remove' && <RemoveOAuthAppDialog app={asked.app} open onOpenChange={close} />}
    </div>
  )
}
