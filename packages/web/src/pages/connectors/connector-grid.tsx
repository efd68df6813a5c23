import type { ReactNode } from 'react'

/** Cards beside one another, as many as fit. */
export function ConnectorGrid({ children, label }: { children: ReactNode; label: string }) {
  return (
    <ul aria-label={label} className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17.5rem),1fr))] gap-3">
      {children}
    </ul>
  )
}
