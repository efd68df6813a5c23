import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Jack } from '../../../kit/jack.tsx'

export interface StepItemProps {
  title: string
  state: 'done' | 'next' | 'later'
  children: ReactNode
  /** Its button; a step that is done needs none. */
  action: ReactNode
  last?: boolean
}

/** One step: a jack that fills, and the cord to the next one. */
export function StepItem({ title, state, children, action, last }: StepItemProps) {
  const done = state === 'done'
  return (
    <li
      aria-current={state === 'next' ? 'step' : undefined}
      className="relative flex gap-3.5 pb-6 last:pb-0 lg:flex-col lg:gap-2.5 lg:pb-0"
    >
      {!last && (
        <span
          aria-hidden
          className={clsx(
            'absolute top-6 bottom-0 left-[9px] border-l-2 lg:top-[9px] lg:right-[-20px] lg:bottom-auto lg:left-7 lg:border-t-2 lg:border-l-0',
            done ? 'border-good' : 'border-dashed border-control/50',
          )}
        />
      )}
      <Jack
        state={done ? 'connected' : 'available'}
        className={clsx('size-5', state === 'next' && 'text-accent')}
      />
      <div className="min-w-0 flex-1">
        <h3 className={clsx('font-medium', state === 'later' && 'text-ink-soft')}>
          {title}
          {done && <span className="sr-only"> (done)</span>}
        </h3>
        {!done && <p className="mt-0.5 text-ink-soft">{children}</p>}
        {!done && <div className="mt-3">{action}</div>}
      </div>
    </li>
  )
}
