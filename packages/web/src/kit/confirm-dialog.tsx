import { useId, useState } from 'react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { ErrorNotice } from './error-notice.tsx'
import { TextField } from './text-field.tsx'

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  /** A question: `Disconnect HubSpot?` */
  title: string
  /** What will be different afterwards, for whom. */
  children: ReactNode
  /** What the button does: `Disconnect HubSpot`. */
  action: string
  /** A text that has to be typed first, for what cannot be undone. */
  repeat?: string
  /** Whoever asked closes it when it is done, or shows what came of it in its place: a new secret. */
  staysOpen?: boolean
  /** Does it. When it rejects, the dialog stays and says why. */
  onConfirm(): Promise<unknown>
}

/** Before anything is destroyed: what follows from it, and a way out. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, repeat, staysOpen, onConfirm, ...dialog } = props
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [typed, setTyped] = useState('')
  const form = useId()
  const close = (open: boolean) => {
    setError(undefined)
    setTyped('')
    dialog.onOpenChange(open)
  }
  const confirm = async () => {
    setBusy(true)
    try {
      await onConfirm()
      if (!staysOpen) close(false)
    } catch (reason) {
      setError(reason)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      {...dialog}
      onOpenChange={close}
      title={title}
      actions={
        <>
          <Button kind="quiet" onClick={() => close(false)}>
            Cancel
          </Button>
          <Button
            kind="danger"
            type="submit"
            form={form}
            busy={busy}
            disabled={repeat !== undefined && typed !== repeat}
          >
            {action}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault()
          void confirm()
        }}
      >
        <div className="space-y-3 text-ink-soft wrap-anywhere">{children}</div>
        {repeat !== undefined && (
          <TextField
            label={`Type "${repeat}" to go on`}
            value={typed}
            onValueChange={setTyped}
            autoComplete="off"
          />
        )}
        {error !== undefined && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
