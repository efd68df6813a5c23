import { useRef } from 'react'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import type { ConfirmDialogProps } from '../../kit/confirm-dialog.tsx'

/** A question whose answer has to be shown, a new secret: it does not close when it has been answered well. */
export function ConfirmFirst({ onConfirm, onOpenChange, ...dialog }: ConfirmDialogProps) {
  const answered = useRef(false)
  const confirm = async () => {
    await onConfirm()
    answered.current = true
  }
  return (
    <ConfirmDialog
      {...dialog}
      onConfirm={confirm}
      onOpenChange={(open) => !answered.current && onOpenChange(open)}
    />
  )
}
