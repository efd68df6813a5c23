import { useId, useState } from 'react'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { RequestForm } from './request-form.tsx'
import { RequestList } from './request-list.tsx'

export interface RequestDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  /** What somebody looked for and did not find. */
  app: string
}

/** Asks for an app that the catalog lacks, or joins those who did (CAT-16, UX-8). */
export function RequestDialog({ open, onOpenChange, app }: RequestDialogProps) {
  const may = useMay('connectors.request')
  const [busy, setBusy] = useState(false)
  const form = useId()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Request a connector"
      lead={
        may
          ? 'Everybody in the account sees it and can vote for it.'
          : 'Members can ask for apps and vote; your role can look.'
      }
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            {may ? 'Cancel' : 'Close'}
          </Button>
          {may && (
            <Button kind="primary" type="submit" form={form} busy={busy}>
              Request it
            </Button>
          )}
        </>
      }
    >
      <div className="space-y-6">
        {may && <RequestForm id={form} app={app} onBusyChange={setBusy} onDone={() => onOpenChange(false)} />}
        <RequestList may={may} />
      </div>
    </Dialog>
  )
}
