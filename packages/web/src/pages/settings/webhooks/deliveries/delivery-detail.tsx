import type { WebhookDelivery } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Redo2 } from 'lucide-react'
import { hub } from '../../../../hub/client.ts'
import { useAction } from '../../../../hub/use-action.ts'
import { useMay } from '../../../../hub/use-me.ts'
import { Button } from '../../../../kit/button.tsx'
import { CopyBlock } from '../../../../kit/copy-block.tsx'
import { Facts } from '../../../../kit/facts.tsx'
import { Loaded } from '../../../../kit/loaded.tsx'
import { LongText } from '../../../../kit/long-text.tsx'
import { Skeleton } from '../../../../kit/skeleton.tsx'
import { wholeTime } from '../../../../kit/words.tsx'
import { settingsQueries } from '../../queries.ts'

/** Everything about one delivery, and its body. */
export function DeliveryDetail({ delivery, enabled }: { delivery: WebhookDelivery; enabled: boolean }) {
  const { id, webhook_id, last_error } = delivery
  const detail = useQuery(settingsQueries.delivery(webhook_id, id))
  const mayManage = useMay('webhooks.manage')
  const again = useAction({
    run: () => hub.webhooks.redeliver(webhook_id, id),
    invalidates: ['webhooks'],
    done: () => ({
      title: 'Delivering it once more',
      description: 'With the same id and body, newly signed.',
    }),
  })
  return (
    <div className="space-y-3">
      <Facts
        facts={[
          ['Message id', <code key="id">{id}</code>],
          ['Event', <code key="event">{delivery.event}</code>],
          ['Last attempt', delivery.last_attempt_at && wholeTime(delivery.last_attempt_at)],
          ['Last answer', delivery.response_status && `HTTP ${delivery.response_status}`],
          ['Last error', last_error && <LongText key="error" text={last_error} />],
          ['Next attempt', delivery.next_attempt_at && wholeTime(delivery.next_attempt_at)],
          ['Over since', delivery.finished_at && wholeTime(delivery.finished_at)],
        ]}
      />
      <Loaded query={detail} skeleton={<Skeleton className="h-32" />}>
        {({ body }) => <CopyBlock title="Body" text={readable(body)} />}
      </Loaded>
      {mayManage && (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            size="small"
            icon={<Redo2 className="size-3.5" aria-hidden />}
            busy={again.isPending}
            disabled={!enabled}
            onClick={() => again.mutate()}
          >
            Deliver it again
          </Button>
          {!enabled && <p className="text-xs text-ink-soft">Turn the webhook on first.</p>}
        </div>
      )}
    </div>
  )
}

/** JSON with line breaks; anything else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
