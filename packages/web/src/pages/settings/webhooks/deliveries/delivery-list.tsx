import type { Webhook, WebhookDelivery } from '@jackfield/sdk'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Loaded } from '../../../../kit/loaded.tsx'
import { LoadMore } from '../../../../kit/load-more.tsx'
import { SkeletonList } from '../../../../kit/skeleton.tsx'
import { settingsQueries } from '../../queries.ts'
import { DeliveryRow } from './delivery-row.tsx'

export interface DeliveryListProps {
  webhook: Webhook
  status: WebhookDelivery['status'] | undefined
}

/** A page of deliveries, then more on request. One of them stands open. */
export function DeliveryList({ webhook, status }: DeliveryListProps) {
  const query = useInfiniteQuery(settingsQueries.deliveries(webhook.id, status))
  const [open, setOpen] = useState<string>()
  return (
    <Loaded query={query} skeleton={<SkeletonList count={4} className="space-y-2" item="h-14" />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0)
          return (
            <p className="rounded-card border border-dashed border-control/50 px-4 py-8 text-center text-ink-soft">
              {status === undefined
                ? 'Nothing was sent yet. Close this, and send a test.'
                : `No delivery is ${status}.`}
            </p>
          )
        return (
          <>
            <ul className="divide-y divide-hairline rounded-card border border-hairline">
              {items.map((delivery) => (
                <DeliveryRow
                  key={delivery.id}
                  delivery={delivery}
                  enabled={webhook.enabled}
                  open={open === delivery.id}
                  onToggle={() => setOpen(open === delivery.id ? undefined : delivery.id)}
                />
              ))}
            </ul>
            <LoadMore
              more={query.hasNextPage}
              busy={query.isFetchingNextPage}
              onLoad={() => void query.fetchNextPage()}
            />
          </>
        )
      }}
    </Loaded>
  )
}
