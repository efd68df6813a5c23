import type { ReactNode } from 'react'
import { Card } from '../../../kit/card.tsx'

export interface SideCardProps {
  title: string
  /** Beside the title: a button. */
  action?: ReactNode
  children: ReactNode
}

/** A box at the side of the page, under its own heading. */
export function SideCard({ title, action, children }: SideCardProps) {
  return (
    <Card>
      <section aria-label={title} className="space-y-3 p-4">
        <div className="flex min-h-8 items-center justify-between gap-3">
          <h2 className="font-semibold">{title}</h2>
          {action}
        </div>
        {children}
      </section>
    </Card>
  )
}

/** What is known, one below the other; what has no value is left out. */
export function SideFacts({ facts }: { facts: [label: string, value: ReactNode][] }) {
  return (
    <dl className="space-y-2.5">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt className="text-xs text-ink-soft">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  )
}
