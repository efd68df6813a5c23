import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { queries } from '../../hub/queries.ts'
import { AbsentPage } from '../../kit/absent-page.tsx'
import { Section } from '../../kit/card.tsx'
import { categoryOf } from '../../kit/category.ts'
import { Logo } from '../../kit/logo.tsx'
import { LongText } from '../../kit/long-text.tsx'
import { Page } from '../../kit/page.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Skeleton, SkeletonList } from '../../kit/skeleton.tsx'
import { StatusPill } from '../../kit/status-pill.tsx'
import { RecentCalls } from '../activity/recent-calls.tsx'
import { ConnectorActions } from './connector-actions.tsx'
import { HeldChanges } from './held/held-changes.tsx'
import { Side } from './side/side.tsx'
import { StateNotices } from './state-notices.tsx'
import { ToolsSection } from './tools/tools-section.tsx'

const route = getRouteApi('/shell/agents/connectors/$connector')
const connectors = { label: 'Connectors', to: '/agents/connectors' as const }

/** One connector: what it can do, how it stands, who uses it. */
export function ConnectorPage() {
  const { connector: idOrSlug } = route.useParams()
  const connector = useQuery(queries.connector(idOrSlug))
  if (connector.data) return <Present key={connector.data.id} connector={connector.data} />
  if (connector.error)
    return (
      <AbsentPage
        of={{ noun: 'connector', gone: 'removed' }}
        list={connectors}
        title="Connector"
        error={connector.error}
        retry={() => void connector.refetch()}
      />
    )
  return (
    <Page title="Connector" crumbs={[connectors]}>
      <div className={columns}>
        <SkeletonList count={6} className="space-y-2" item="h-14" />
        <Skeleton className="h-72" />
      </div>
    </Page>
  )
}

const columns = 'grid gap-x-8 gap-y-10 lg:grid-cols-[minmax(0,1fr)_20rem] xl:grid-cols-[minmax(0,1fr)_22rem]'

function Present({ connector }: { connector: Connector }) {
  const { id, name, family, logo, description, status, app } = connector
  const who = status === 'available' ? null : app?.label
  return (
    <Page
      title={name}
      crumbs={[connectors]}
      mark={<Logo src={logo} family={family} size="large" />}
      beside={
        <>
          <StatusPill status={status} />
          <Pill>{categoryOf(connector)}</Pill>
        </>
      }
      lead={
        <>
          {description !== '' && <LongText text={description} />}
          {who && (
            <p>
              Connected as <span className="font-medium text-ink">{who}</span>
            </p>
          )}
        </>
      }
      actions={<ConnectorActions connector={connector} />}
    >
      <StateNotices connector={connector} />
      <HeldChanges connector={connector} />
      <div className={columns}>
        <div className="min-w-0 space-y-10">
          <ToolsSection connector={connector} />
          <Section title="Recent calls">
            <RecentCalls connector={id} limit={8} />
          </Section>
        </div>
        <Side connector={connector} />
      </div>
    </Page>
  )
}
