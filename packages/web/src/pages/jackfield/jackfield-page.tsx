import type { ConnectionMap } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../hub/queries.ts'
import { Loaded } from '../../kit/loaded.tsx'
import { Page } from '../../kit/page.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Connections } from './connections.tsx'
import { useFirstSteps } from './first-steps/use-first-steps.ts'
import { isEmpty } from './map.ts'
import { NothingYet } from './nothing-yet.tsx'
import { Numbers } from './numbers.tsx'
import { PageMenu } from './page-menu.tsx'
import { lazily } from '../../kit/lazily.tsx'

/** Seen once, and then never again. */
const FirstSteps = lazily(async () => (await import('./first-steps/first-steps.tsx')).FirstSteps)

/** How often the picture looks again. */
const REFRESH_MS = 30_000

/** Who is plugged into what: the picture that gives the product its name. */
export function JackfieldPage() {
  const query = useQuery({ ...queries.map(), refetchInterval: REFRESH_MS })
  const first = useFirstSteps(query.data)
  return (
    <Page
      title="Jackfield"
      lead="Which agent is plugged into what, and what went over it in the last 7 days."
      beside={first.steps && !first.shown && <PageMenu onFirstSteps={first.show} focus={first.moved} />}
    >
      {first.shown && <FirstSteps {...first} />}
      {!isEmpty(query.data) && <Numbers map={query.data} />}
      <Loaded query={query} skeleton={<Skeleton className="h-96 rounded-card" />}>
        {(map: ConnectionMap) =>
          isEmpty(map) ? <NothingYet guided={first.shown} /> : <Connections map={map} />
        }
      </Loaded>
    </Page>
  )
}
