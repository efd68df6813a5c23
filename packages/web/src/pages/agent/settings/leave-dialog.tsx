import { useBlocker } from '@tanstack/react-router'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { count } from '../../../kit/words.tsx'
import type { AgentDraft } from './use-agent-draft.ts'

/** Before a page with unsaved changes is left: toggles have no effect until they are saved (AGT-1). */
export function LeaveDialog({ edit }: { edit: AgentDraft }) {
  const { changes } = edit
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => changes > 0 && current.pathname !== next.pathname,
    enableBeforeUnload: () => changes > 0,
    withResolver: true,
  })
  const leave = () => blocker.proceed?.()
  const saveAndLeave = async () => {
    try {
      await edit.save()
      leave()
    } catch {
      // The save bar says why.
      blocker.reset?.()
    }
  }
  return (
    <Dialog
      open={blocker.status === 'blocked'}
      onOpenChange={(open) => !open && blocker.reset?.()}
      title="Leave without saving?"
      lead={`${count(changes, 'change')} of this agent ${changes === 1 ? 'is' : 'are'} not saved, and would have no effect.`}
      actions={
        <>
          <Button kind="quiet" onClick={() => blocker.reset?.()}>
            Keep editing
          </Button>
          <Button kind="danger" onClick={leave}>
            Discard and leave
          </Button>
          <Button kind="primary" busy={edit.saving} onClick={() => void saveAndLeave()}>
            Save and leave
          </Button>
        </>
      }
    >
      <p className="text-ink-soft">Runs go by what is saved, not by what is on this page.</p>
    </Dialog>
  )
}
