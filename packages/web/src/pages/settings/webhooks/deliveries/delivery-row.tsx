import type { WebhookDelivery } from '@jackfield/sdk'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { Pill } from '../../../../kit/pill.tsx'
import { Ago } from '../../../../kit/words.tsx'
import { DeliveryDetail } from './delivery-detail.tsx'
import { eventInWords, progressInWords, statusLooks } from './delivery-words.ts'

export interface DeliveryRowProps {
  delivery: WebhookDelivery
  /** Nothing goes out while the webhook is off. */
  enabled: boolean
  open: boolean
  onToggle(): void
}

/** One delivery; opened, everything about it. */
export function DeliveryRow({ delivery, enabled, open, onToggle }: DeliveryRowProps) {
  const { label, tone } = statusLooks[delivery.status]
  const id = useId()
  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        onClick={onToggle}
        className="flex w-full items-start gap-2.5 px-3.5 py-2.5 text-left hover:bg-sunken/60 focus-visible:-outline-offset-2"
      >
        <ChevronRight
          className={clsx(
            'mt-0.5 size-4 shrink-0 text-ink-faint transition-transform duration-150',
            open && 'rotate-90',
          )}
          aria-hidden
        />
        <span className="min-w-0 flex-1">
          <span className="block font-medium wrap-anywhere">{eventInWords(delivery.event)}</span>
          <span className="block text-xs text-ink-soft">
            <Ago at={delivery.created_at} /> · {progressInWords(delivery)}
          </span>
        </span>
        <Pill tone={tone}>{label}</Pill>
      </button>
      <div id={id} hidden={!open} className="px-3.5 pb-4 sm:pl-10">
        {open && <DeliveryDetail delivery={delivery} enabled={enabled} />}
      </div>
    </li>
  )
}
