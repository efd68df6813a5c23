import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A hairline box. */
export function Card({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={clsx('rounded-card border border-hairline bg-surface', className)}>{children}</div>
}

export interface SectionProps {
  title: ReactNode
  /** A sentence below the title. */
  lead?: ReactNode
  /** Beside the title: buttons. */
  actions?: ReactNode
  children: ReactNode
  id?: string
}

/** A part of a page under its own heading. */
export function Section({ title, lead, actions, children, id }: SectionProps) {
  return (
    <section className="space-y-3" id={id}>
      <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{title}</h2>
          {lead !== undefined && <p className="max-w-2xl text-ink-soft">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
