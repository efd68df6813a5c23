import type { WebhookDelivery, WebhookDeliveryPage } from '@jackfield/sdk'
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { hub } from '../../hub/client.ts'

/** How often deliveries are asked for again while one is still being tried. */
const WATCH_MS = 3000

/** What only the settings ask the hub. */
export const settingsQueries = {
  invitations: () =>
    queryOptions({ queryKey: ['invitations'], queryFn: ({ signal }) => hub.invitations.list({ signal }) }),
  keys: () => queryOptions({ queryKey: ['keys'], queryFn: ({ signal }) => hub.keys.list({ signal }) }),
  oauthApps: () =>
    queryOptions({
      queryKey: ['oauth-apps'],
      queryFn: ({ signal }) => hub.connectors.oauthApps({ signal }),
    }),
  webhooks: () =>
    queryOptions({ queryKey: ['webhooks'], queryFn: ({ signal }) => hub.webhooks.list({ signal }) }),
  deliveries: (id: string, status: WebhookDelivery['status'] | undefined) =>
    infiniteQueryOptions({
      queryKey: ['webhooks', id, 'deliveries', status ?? 'all'],
      queryFn: ({ pageParam, signal }) =>
        hub.webhooks.deliveries(
          id,
          { ...(status && { status }), ...(pageParam !== '' && { cursor: pageParam }) },
          { signal },
        ),
      initialPageParam: '',
      getNextPageParam: (page) => page.cursor,
      refetchInterval: ({ state }) => isMoving(state.data?.pages) && WATCH_MS,
    }),
  delivery: (id: string, delivery: string) =>
    queryOptions({
      queryKey: ['webhooks', id, 'delivery', delivery],
      queryFn: ({ signal }) => hub.webhooks.delivery(id, delivery, { signal }),
    }),
}

/** Whether an attempt is under way or due. */
function isMoving(pages: WebhookDeliveryPage[] | undefined): boolean {
  const soon = Date.now() + WATCH_MS
  return (pages ?? []).some(({ items }) =>
    items.some(
      ({ status, next_attempt_at }) =>
        status === 'pending' && (next_attempt_at === null || Date.parse(next_attempt_at) < soon),
    ),
  )
}
