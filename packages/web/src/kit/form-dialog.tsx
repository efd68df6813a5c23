import { useId, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import type { DialogProps } from './dialog.tsx'
import { Form } from './form.tsx'
import type { FormProps } from './form.tsx'

type FromDialog = Omit<DialogProps, 'actions' | 'children'>

export interface FormDialogProps extends FromDialog, Pick<FormProps, 'onSubmit' | 'fieldOf'> {
  /** What the button does: `Create agent`. */
  action: string
  /** Something has to be chosen first. */
  disabled?: boolean
  /** The fields. */
  children: DialogProps['children']
}

/** A form in a dialog. It stays open after `onSubmit`: whoever opened it closes it, or shows what came of it. */
export function FormDialog({ action, disabled, onSubmit, fieldOf, children, ...dialog }: FormDialogProps) {
  const form = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      {...dialog}
      actions={
        <>
          <Button kind="quiet" onClick={() => dialog.onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={busy} disabled={disabled ?? false}>
            {action}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={onSubmit} onBusyChange={setBusy} {...(fieldOf && { fieldOf })}>
        {children}
      </Form>
    </Dialog>
  )
}
