import { Dialog as Base } from '@base-ui/react/dialog'
import clsx from 'clsx'
import { X } from 'lucide-react'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'

export interface DialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  title: ReactNode
  /** One sentence below the title. */
  lead?: ReactNode
  children: ReactNode
  /** Buttons, the one that goes on last. */
  actions?: ReactNode
  width?: 'narrow' | 'wide'
}

const widths = { narrow: 'sm:max-w-120', wide: 'sm:max-w-180' }

/** A modal dialog; on a phone it is a sheet from below. Escape and the cross close it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  lead,
  children,
  actions,
  width = 'narrow',
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-200 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          ref={popup}
          initialFocus={(how) => placeToBegin(popup.current, how === 'touch')}
          className={clsx(
            'fixed z-40 flex max-h-[92dvh] w-full flex-col border border-hairline bg-surface transition duration-200 ease-calm',
            'inset-x-0 bottom-0 rounded-t-card data-ending-style:translate-y-4 data-ending-style:opacity-0 data-starting-style:translate-y-4 data-starting-style:opacity-0',
            'sm:inset-x-auto sm:top-1/2 sm:bottom-auto sm:left-1/2 sm:w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-card',
            'sm:data-ending-style:-translate-y-[48%] sm:data-starting-style:-translate-y-[48%]',
            widths[width],
          )}
        >
          <header className="flex items-start gap-4 border-b border-hairline py-4 pr-3 pl-5 sm:pl-6">
            <div className="min-w-0 flex-1 pt-0.5">
              <Base.Title className="text-lg font-semibold text-balance wrap-anywhere">{title}</Base.Title>
              {lead !== undefined && (
                <Base.Description className="mt-1 text-ink-soft wrap-anywhere">{lead}</Base.Description>
              )}
            </div>
            <Base.Close render={<IconButton label="Close" />}>
              <X className="size-4" aria-hidden />
            </Base.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5 sm:px-6">{children}</div>
          {actions !== undefined && (
            <footer className="flex flex-wrap justify-end gap-2 border-t border-hairline px-5 py-4 sm:px-6">
              {actions}
            </footer>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** Where one goes on: the first thing to fill in. Not the cross, and no keyboard on a phone before it is wanted. */
function placeToBegin(popup: HTMLElement | null, byTouch: boolean): HTMLElement | null {
  const fields =
    'input:not([type=hidden], [disabled], [aria-hidden=true]), textarea, select, [role=radio][tabindex="0"]'
  return (byTouch ? null : popup?.querySelector<HTMLElement>(fields)) ?? popup
}
