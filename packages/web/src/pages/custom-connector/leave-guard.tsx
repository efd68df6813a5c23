import { useBlocker } from '@tanstack/react-router'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'

/** Asks before a form with something in it is left. Saving leaves with `ignoreBlocker`. */
export function LeaveGuard({ dirty, what }: { dirty: boolean; what: string }) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => dirty,
    withResolver: true,
  })
  return (
    <Dialog
      open={blocker.status === 'blocked'}
      onOpenChange={(open) => !open && blocker.reset?.()}
      title="Leave without saving?"
      actions={
        <>
          <Button kind="quiet" onClick={() => blocker.reset?.()}>
            Keep editing
          </Button>
          <Button kind="danger" onClick={() => blocker.proceed?.()}>
            Discard and leave
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">{what}</p>
    </Dialog>
  )
}
