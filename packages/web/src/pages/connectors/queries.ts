import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { hub } from '../../hub/client.ts'

/** From how many letters on a text is a name that somebody looks for. */
const LETTERS = 3

export const connectorsPageQueries = {
  /** CRMs that have no card, because the Sales Platform integrates them itself (CAT-7). */
  native: (q: string) =>
    queryOptions({
      queryKey: ['connectors', 'native', q],
      queryFn: async ({ signal }) => (await hub.connectors.list({ q }, { signal })).native,
      enabled: q.trim().length >= LETTERS,
      placeholderData: keepPreviousData,
    }),
  requests: () =>
    queryOptions({
      queryKey: ['connector-requests'],
      queryFn: ({ signal }) => hub.connectorRequests.list({ signal }),
    }),
}
