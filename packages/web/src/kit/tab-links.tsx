import { Link } from '@tanstack/react-router'
import type { LinkProps } from '@tanstack/react-router'

export interface TabLink {
  label: string
  to: LinkProps['to']
  params?: LinkProps['params']
  /** Stands behind the label. */
  count?: number
}

/** Parts of one thing, each with an address of its own. */
export function TabLinks({ label, tabs }: { label: string; tabs: TabLink[] }) {
  return (
    <nav
      aria-label={label}
      className="mt-5 -mx-4 overflow-x-auto border-b border-hairline px-4 sm:mx-0 sm:px-0"
    >
      <ul className="flex gap-6">
        {tabs.map((tab) => (
          <li key={tab.label}>
            <Link
              to={tab.to}
              params={tab.params as never}
              activeOptions={{ includeSearch: false }}
              className="-mb-px inline-flex h-10 items-center gap-2 border-b-2 border-transparent whitespace-nowrap text-ink-soft hover:text-ink focus-visible:-outline-offset-2 aria-[current=page]:border-accent aria-[current=page]:font-medium aria-[current=page]:text-ink"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-xs tabular-nums text-ink-faint">{tab.count}</span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
