import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** The heading of a column. */
export interface Head {
  label: ReactNode
  className?: string
  /** Only screen readers get the label. */
  hidden?: boolean
  /** How the rows are sorted by it; only where they can be. */
  sorted?: 'ascending' | 'descending' | 'none'
}

/** Above what can be done with each row. */
export const ACTIONS: Head = { label: 'Actions', hidden: true }

export interface TableProps {
  /** For screen readers. */
  caption: string
  heads: (string | Head)[]
  /** Its rows. */
  children: ReactNode
}

/** A table that scrolls sideways by itself where it is too wide. */
export function Table({ caption, heads, children }: TableProps) {
  return (
    <section
      aria-label={caption}
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border border-hairline bg-surface focus-visible:-outline-offset-2"
    >
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {heads.map((head, place) => (
              <Th key={place} {...(typeof head === 'string' ? { label: head } : head)} />
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  )
}

function Th({ label, className, hidden, sorted }: Head) {
  return (
    <th
      scope="col"
      aria-sort={sorted}
      className={clsx(
        'h-10 border-b border-hairline px-4 text-xs font-medium whitespace-nowrap text-ink-soft',
        className,
      )}
    >
      {hidden ? <span className="sr-only">{label}</span> : label}
    </th>
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
