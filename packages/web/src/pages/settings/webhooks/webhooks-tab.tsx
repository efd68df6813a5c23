import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { settingsQueries } from '../queries.ts'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { NewWebhookDialog } from './new-webhook-dialog.tsx'
import { WebhookList } from './webhook-list.tsx'

/** Where the account is told of what happens to its connectors. */
export function WebhooksTab() {
  return useMay('webhooks.read') ? <Webhooks /> : <ReadOnlyNote what="see and make webhooks" />
}

function Webhooks() {
  const query = useQuery(settingsQueries.webhooks())
  const mayManage = useMay('webhooks.manage')
  const [adding, setAdding] = useState(false)
  const add = mayManage && (
    <Button kind="primary" icon={<Plus className="size-4" aria-hidden />} onClick={() => setAdding(true)}>
      Add a webhook
    </Button>
  )
  const some = (query.data?.items.length ?? 0) > 0
  return (
    <Section
      title="Webhooks"
      lead="Addresses of yours that are told when something happens to a connector, for example that it has to be connected again."
      actions={some && add}
    >
      <Loaded query={query} skeleton={<SkeletonList count={2} className="space-y-4" item="h-36" />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title="No webhooks yet" action={add}>
              Add the address of a service of yours, such as a pager or a chat channel.
            </EmptyState>
          ) : (
            <WebhookList webhooks={items} />
          )
        }
      </Loaded>
      {adding && <NewWebhookDialog open onOpenChange={setAdding} />}
    </Section>
  )
}
