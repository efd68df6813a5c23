import clsx from 'clsx'
import type { Description } from './descriptions.ts'

export interface ExplanationProps extends Description {
  name: string
  /** The end of the window that it keeps to, away from what it is about. */
  at: 'top' | 'bottom'
  width: number
}

/**
 * The card about what somebody looks at, between the columns. It stays in the window while a long picture scrolls.
 * Screen readers get its words at the links.
 */
export function Explanation({ name, kind, sentences, trouble, at, width }: ExplanationProps) {
  return (
    <div
      aria-hidden
      className={clsx('pointer-events-none sticky z-10 h-0', at === 'top' ? 'top-18 lg:top-4' : 'bottom-4')}
    >
      <div
        className={clsx(
          'absolute left-1/2 max-w-full -translate-x-1/2 rounded-card border border-hairline bg-surface px-4 py-3 shadow-lifted',
          at === 'bottom' && 'bottom-0',
        )}
        style={{ width }}
      >
        <p className="flex flex-wrap gap-x-2">
          <span className="max-w-full truncate font-medium">{name}</span>
          <span className="text-ink-faint">{kind}</span>
        </p>
        <p className="text-ink-soft">{sentences.join(' ')}</p>
        {trouble !== undefined && <p className="text-warn wrap-anywhere">{trouble}</p>}
      </div>
    </div>
  )
}
