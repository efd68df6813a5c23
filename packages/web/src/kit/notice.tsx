import clsx from 'clsx'
import { CircleAlert, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type Tone = 'plain' | 'good' | 'warn' | 'bad'

const looks: Record<Tone, string> = {
  plain: 'border-hairline bg-sunken',
  good: 'border-good/25 bg-good-tint',
  warn: 'border-warn/25 bg-warn-tint',
  bad: 'border-bad/25 bg-bad-tint',
}
const marks: Record<Tone, string> = {
  plain: 'text-ink-soft',
  good: 'text-good',
  warn: 'text-warn',
  bad: 'text-bad',
}

export interface NoticeProps {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  /** Stands at the end: a button or a link. */
  action?: ReactNode
  /** Read out at once when it appears. */
  urgent?: boolean
}

/** What somebody should know here, in place. */
export function Notice({ tone = 'plain', title, children, action, urgent }: NoticeProps) {
  const Mark = tone === 'bad' ? CircleAlert : tone === 'warn' ? TriangleAlert : Info
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={clsx(
        'flex flex-wrap items-start gap-x-3 gap-y-2 rounded-card border px-4 py-3',
        looks[tone],
      )}
    >
      <Mark className={clsx('mt-0.5 size-4.5 shrink-0', marks[tone])} aria-hidden />
      <div className="min-w-0 flex-1 wrap-anywhere">
        {title !== undefined && <p className="font-medium">{title}</p>}
        {children !== undefined && <div className="text-ink-soft">{children}</div>}
      </div>
      {action}
    </div>
  )
}
