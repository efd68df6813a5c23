import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Tone = 'plain' | 'good' | 'warn' | 'bad' | 'accent'

const looks: Record<Tone, string> = {
  plain: 'border-hairline bg-sunken text-ink-soft',
  good: 'border-transparent bg-good-tint text-good',
  warn: 'border-transparent bg-warn-tint text-warn',
  bad: 'border-transparent bg-bad-tint text-bad',
  accent: 'border-transparent bg-accent-tint text-accent',
}

/** A word or two about something: its category, its state. */
export function Pill({
  tone = 'plain',
  icon,
  children,
}: {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-6 max-w-full items-center gap-1.5 rounded-full border px-2.5 text-xs font-medium whitespace-nowrap',
        looks[tone],
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  )
}
