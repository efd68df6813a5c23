import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A table that scrolls sideways by itself where it is too wide. `caption` is for screen readers. */
export function Table({ caption, children }: { caption: string; children: ReactNode }) {
  return (
    <section
      aria-label={caption}
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border border-hairline bg-surface focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  )
}

/** A heading of a column. */
export function Th({ className, ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...rest}
      className={clsx(
        'h-10 border-b border-hairline px-4 text-xs font-medium whitespace-nowrap text-ink-soft',
        className,
      )}
    />
  )
}

export function Td({ className, ...rest }: ComponentProps<'td'>) {
  return (
    <td
      {...rest}
      className={clsx('px-4 py-2.5 align-middle [tr+tr>&]:border-t [tr+tr>&]:border-hairline', className)}
    />
  )
}
