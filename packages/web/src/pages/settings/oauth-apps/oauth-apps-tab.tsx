import { useQuery } from '@tanstack/react-query'
import { useMay } from '../../../hub/use-me.ts'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { settingsQueries } from '../queries.ts'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { OAuthAppBoard } from './oauth-app-board.tsx'

/** The OAuth apps that people sign in with, one for each app (SEC-11). */
export function OAuthAppsTab() {
  return useMay('connectors.manage') ? <OAuthAppsOfAccount /> : <ReadOnlyNote what="see and set OAuth apps" />
}

function OAuthAppsOfAccount() {
  const query = useQuery(settingsQueries.oauthApps())
  return (
    <Section
      title="OAuth apps"
      lead="People sign in to an app through an OAuth app that is registered there. One of your own takes the place of the installation’s."
    >
      <Loaded query={query} skeleton={<SkeletonList count={6} className="space-y-2" item="h-14" />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No app signs in by OAuth here" />
          ) : (
            <OAuthAppBoard apps={items} />
          )
        }
      </Loaded>
    </Section>
  )
}
