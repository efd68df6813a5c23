import type { ReactNode } from 'react'
import { Jack } from './jack.tsx'
import type { JackState } from './jack.tsx'

export interface EmptyStateProps {
  title: string
  /** Why it is empty, and what would fill it. */
  children?: ReactNode
  /** The next step. */
  action?: ReactNode
  jack?: JackState
  /** 1 where it is all that the page has. */
  level?: 1 | 2
}

/** Where something could be and is not. */
export function EmptyState({ title, children, action, jack = 'available', level = 2 }: EmptyStateProps) {
  const Heading = `h${level}` as const
  return (
    <div className="flex flex-col items-center gap-3 rounded-card border border-dashed border-control/50 px-6 py-12 text-center">
      <Jack state={jack} className="size-8" />
      <Heading className="font-semibold wrap-anywhere">{title}</Heading>
      {children !== undefined && <div className="max-w-md text-ink-soft">{children}</div>}
      {action !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
    </div>
  )
}
