import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import { queries } from '../../hub/queries.ts'
import { useMay } from '../../hub/use-me.ts'
import { AbsentPage } from '../../kit/absent-page.tsx'
import { ButtonLink } from '../../kit/button-link.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Page } from '../../kit/page.tsx'
import { SkeletonList } from '../../kit/skeleton.tsx'
import { EditForm } from './edit-form.tsx'

const route = getRouteApi('/shell/agents/connectors/$connector/edit')
const connectors = { label: 'Connectors', to: '/agents/connectors' as const }

/** Edits a custom connector in place: its key, its toggles and what is not changed stay (CUS-22). */
export function EditPage() {
  const { connector: idOrSlug } = route.useParams()
  const query = useQuery(queries.connector(idOrSlug))
  if (query.data) return <Present connector={query.data} reload={() => query.refetch()} />
  if (query.error)
    return (
      <AbsentPage
        of={{ noun: 'connector', gone: 'removed' }}
        list={connectors}
        title="Edit connector"
        narrow
        error={query.error}
        retry={() => void query.refetch()}
      />
    )
  return (
    <Page title="Edit connector" crumbs={[connectors]} narrow>
      <SkeletonList count={5} className="space-y-5" item="h-16" />
    </Page>
  )
}

function Present({
  connector,
  reload,
}: {
  connector: Connector
  reload(): Promise<{ data?: Connector | undefined }>
}) {
  const manages = useMay('connectors.manage')
  // What is edited stays as it was read, also when it is read anew meanwhile: the hub compares versions.
  const [read, setRead] = useState(connector)
  const { name, slug, family } = read
  const params = { connector: slug }
  const custom = family === 'custom'
  return (
    <Page
      title={`Edit ${name}`}
      crumbs={[connectors, { label: name, to: '/agents/connectors/$connector' as const, params }]}
      narrow
      lead={custom && 'Its key and every toggle stay. Secrets that you do not enter are kept.'}
    >
      {custom && manages ? (
        <EditForm
          key={read.version}
          connector={read}
          onReload={async () => {
            const { data } = await reload()
            if (data) setRead(data)
          }}
        />
      ) : (
        <Notice
          title={custom ? 'An owner or admin edits connectors' : `${name} is not a custom connector`}
          action={
            <ButtonLink to="/agents/connectors/$connector" params={params} size="small">
              Back to {name}
            </ButtonLink>
          }
        >
          {custom ? 'Your role can look at it.' : 'It comes with Jackfield, so there is nothing to edit.'}
        </Notice>
      )}
    </Page>
  )
}
