import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../../kit/confirm-dialog.tsx'
import type { ConfirmDialogProps } from '../../kit/confirm-dialog.tsx'

export interface ConfirmThenProps<Result> extends Omit<ConfirmDialogProps, 'onConfirm'> {
  onConfirm(): Promise<Result>
  /** What stands there afterwards: a dialog with what came of it. */
  then(result: Result): ReactNode
}

/** A question whose answer has to be shown: a new secret. */
export function ConfirmThen<Result>({ onConfirm, then, ...dialog }: ConfirmThenProps<Result>) {
  const [result, setResult] = useState<{ value: Result }>()
  const over = useRef(false)
  if (result) return then(result.value)
  const confirm = async () => {
    const value = await onConfirm()
    over.current = true
    setResult({ value })
  }
  return (
    <ConfirmDialog
      {...dialog}
      onConfirm={confirm}
      // The question closes itself when it has been answered well.
      onOpenChange={(open) => !over.current && dialog.onOpenChange(open)}
    />
  )
}
