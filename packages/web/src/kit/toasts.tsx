import { Toast } from '@base-ui/react/toast'
import clsx from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from './icon-button.tsx'
import { Jack } from './jack.tsx'
import type { JackState } from './jack.tsx'

interface ToastData {
  jack?: JackState
  action?: ReactNode
}

const manager = Toast.createToastManager<ToastData>()

export interface Said {
  title: string
  description?: string
  /** Which glyph stands beside it. */
  jack?: JackState
  /** A link or button: the next step. */
  action?: ReactNode
}

/** Says what has happened, for a few seconds, in the corner; also to screen readers. */
export function say({ title, description, jack, action }: Said): void {
  manager.add({ title, description, timeout: action === undefined ? 5000 : 12_000, data: { jack, action } })
}

/** Where toasts appear. On a phone at the top, since the buttons of a dialog are at the bottom there. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed inset-x-4 top-4 z-50 flex flex-col gap-2 sm:inset-x-auto sm:top-auto sm:right-4 sm:bottom-4 sm:w-96">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function List() {
  const { toasts } = Toast.useToastManager<ToastData>()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className={clsx(
        'rounded-card border border-hairline bg-surface shadow-lifted transition duration-200 ease-calm',
        'data-ending-style:translate-y-2 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0',
        'data-limited:hidden',
      )}
    >
      <Toast.Content className="flex items-start gap-3 py-3 pr-2 pl-4">
        {toast.data?.jack && <Jack state={toast.data.jack} className="mt-0.5 size-4.5" />}
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium wrap-anywhere" />
          <Toast.Description className="text-ink-soft wrap-anywhere" />
          {toast.data?.action}
        </div>
        <Toast.Close render={<IconButton label="Dismiss" />}>
          <X className="size-4" aria-hidden />
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ))
}
