import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { ButtonLink } from '../../kit/button-link.tsx'
import { Loaded } from '../../kit/loaded.tsx'
import { Page } from '../../kit/page.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { ConnectorsBoard } from './connectors-board.tsx'

/** What the account has connected, and what it could connect. */
export function ConnectorsPage() {
  const query = useQuery(queries.connectors())
  const manages = useMay('connectors.manage')
  return (
    <Page
      title="Connectors"
      lead={
        <>
          Connect something once for the whole account. Then turn it on for each agent that should use it.
          {!manages && ' Owners and admins connect and disconnect; you can look.'}
        </>
      }
      actions={
        manages && (
          <ButtonLink
            to="/agents/connectors/custom"
            kind="primary"
            icon={<Plus className="size-4" aria-hidden />}
          >
            Custom connector
          </ButtonLink>
        )
      }
    >
      <Loaded query={query} skeleton={<Waiting />}>
        {({ items }) => <ConnectorsBoard connectors={items} manages={manages} />}
      </Loaded>
    </Page>
  )
}

function Waiting() {
  return (
    <SkeletonList
      count={12}
      className="mt-17 grid grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-3"
      item="h-44 rounded-card"
    />
  )
}
