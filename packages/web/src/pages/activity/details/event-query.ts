import type { AuditEvent } from '@jackfield/sdk'
import { queryOptions } from '@tanstack/react-query'
import { hub } from '../../../hub/client.ts'

/** One event by its number, of a call with its other half, the oldest first; empty when there is none. */
export const eventQuery = (seq: number, loaded: AuditEvent | undefined) =>
  queryOptions({
    queryKey: ['audit', 'event', seq],
    queryFn: async ({ signal }) => {
      const event = loaded ?? (await hub.audit.list({ seq }, { signal })).items[0]
      if (!event?.call_id) return event ? [event] : []
      const { items } = await hub.audit.list({ call: event.call_id }, { signal })
      return items.toReversed()
    },
  })
