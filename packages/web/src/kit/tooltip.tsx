import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'

/** A few words on hover and focus of `children`, one element that can be focused. Never the only place for them. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return (
    // Escape hides it and also does what it does around it: closes the dialog whose first button has the focus.
    <Base.Root onOpenChange={(_open, change) => change.reason === 'escape-key' && change.allowPropagation()}>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} className="z-50">
          <Base.Popup className="max-w-72 rounded-control bg-ink px-2.5 py-1.5 text-xs text-paper transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0">
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
