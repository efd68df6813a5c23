import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Notice } from '../../../kit/notice.tsx'
import type { Revocation } from './revocation-words.ts'

export interface GrantLeftDialogProps {
  name: string
  revocation: Revocation
  open: boolean
  onOpenChange(open: boolean): void
}

/** Disconnected here, but the provider still knows the grant: what somebody has to do there (CON-10). */
export function GrantLeftDialog({ name, revocation, open, onOpenChange }: GrantLeftDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`${name} is disconnected`}
      lead="Its secrets are gone from this hub, and no agent can use it."
      actions={
        <Button kind="primary" onClick={() => onOpenChange(false)}>
          Done
        </Button>
      }
    >
      <Notice tone="warn" title={`One thing is left to do at ${name}`}>
        {revocation.message ?? `Remove Jackfield from your account at ${name}.`}
      </Notice>
      <p className="mt-3 text-ink-soft">The connector’s page keeps this note.</p>
    </Dialog>
  )
}
