import type { Connector } from '@jackfield/sdk'
import { Ago } from '../../../kit/words.tsx'
import { AskedScopes, GrantedScopes } from './scopes.tsx'
import { SideCard, SideFacts } from './side-card.tsx'

type App = NonNullable<Connector['app']>

const revocationWords: Record<NonNullable<App['revocation']>['status'], string> = {
  pending: 'The app is being asked to take the access back',
  done: 'The app has taken the access back',
  failed: 'The app did not take the access back',
  by_hand: 'The app cannot be asked to take the access back',
}

/** Who is connected to an app, what was granted, until when, and how the last disconnect went there. */
export function AccessCard({ connector }: { connector: Connector }) {
  const { app, status } = connector
  if (!app) return null
  return (
    <SideCard title="Access">
      {status === 'available' ? (
        <Ended connector={connector} app={app} />
      ) : (
        <Granted connector={connector} app={app} />
      )}
    </SideCard>
  )
}

function Granted({ connector, app }: { connector: Connector; app: App }) {
  const { label, sign_in: way, scopes, expires_at: end, renewable } = app
  return (
    <>
      <SideFacts
        facts={[
          ['Connected as', label],
          ['Signed in with', way === 'api_key' ? 'A key of the app' : 'Its consent page'],
          [
            renewable ? 'Access is renewed' : 'Access ends',
            end !== null && (
              <>
                {renewable ? 'Before it ends ' : ''}
                <Ago at={end} />
              </>
            ),
          ],
        ]}
      />
      {way === 'oauth2' && scopes === null && (
        <p className="text-ink-soft">{connector.name} does not say what was granted.</p>
      )}
      {scopes !== null && scopes.length > 0 && <GrantedScopes connector={connector} scopes={scopes} />}
    </>
  )
}

function Ended({ connector, app: { revocation } }: { connector: Connector; app: App }) {
  return (
    <>
      {revocation ? (
        <SideFacts
          facts={[
            [
              'After the last disconnect',
              <>
                {revocationWords[revocation.status]}, <Ago at={revocation.at} />
              </>,
            ],
          ]}
        />
      ) : (
        <p className="text-ink-soft">Nobody has signed in to {connector.name}.</p>
      )}
      <AskedScopes connector={connector} />
    </>
  )
}
