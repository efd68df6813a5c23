import type { Webhook } from '@jackfield/sdk'
import { Inbox } from 'lucide-react'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { isOver } from '../../../kit/is-over.ts'
import { Notice } from '../../../kit/notice.tsx'
import { Ago, wholeTime } from '../../../kit/words.tsx'
import { eventsInWords } from './event-words.ts'
import { WebhookActions } from './webhook-actions.tsx'
import type { WebhookCardProps } from './webhook-card-props.ts'
import { webhookName } from './webhook-name.ts'
import { WebhookState } from './webhook-state.tsx'

/** One webhook: where it goes, what it is told of, and whether that works. */
export function WebhookCard({ webhook, onAsk }: WebhookCardProps) {
  const { url, events, created_by, created_at, previous_secret_until } = webhook
  const overlap = previous_secret_until !== null && !isOver(previous_secret_until)
  return (
    <Card className="space-y-3 p-5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h3 className="font-medium wrap-anywhere">{webhookName(webhook)}</h3>
            <WebhookState webhook={webhook} />
          </div>
          <p className="mt-1 line-clamp-2 wrap-anywhere">
            <code className="text-ink-soft">{url}</code>
          </p>
          <p className="mt-1 text-xs text-ink-soft wrap-anywhere">
            {eventsInWords(events)} · added by {created_by} <Ago at={created_at} />
          </p>
        </div>
        <div className="flex items-center gap-2">
          <Button
            size="small"
            icon={<Inbox className="size-3.5" aria-hidden />}
            onClick={() => onAsk('deliveries')}
          >
            Deliveries
          </Button>
          <WebhookActions webhook={webhook} onAsk={onAsk} />
        </div>
      </div>
      <Trouble webhook={webhook} />
      {overlap && (
        <p className="text-xs text-ink-soft">
          Messages are signed with the secret before, too, until {wholeTime(previous_secret_until)}.
        </p>
      )}
    </Card>
  )
}

function Trouble({ webhook: { enabled, disabled_reason, failing_since } }: { webhook: Webhook }) {
  if (!enabled && disabled_reason !== null)
    return (
      <Notice tone="bad" title="The hub turned it off">
        {disabled_reason} Mend what receives it, then turn it on again.
      </Notice>
    )
  if (!enabled || failing_since === null) return null
  return (
    <Notice
      tone="warn"
      title={
        <>
          Every attempt has failed since <Ago at={failing_since} />
        </>
      }
    >
      The deliveries say why. After three days of it, the hub turns the webhook off.
    </Notice>
  )
}
