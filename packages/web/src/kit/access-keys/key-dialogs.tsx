import type { AgentKey } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { ConfirmDialog } from '../confirm-dialog.tsx'
import type { ConfirmDialogProps } from '../confirm-dialog.tsx'
import { Ago } from '../words.tsx'

export interface KeyDialogProps extends Omit<ConfirmDialogProps, 'title' | 'action' | 'children'> {
  of: Pick<AgentKey, 'name' | 'hint' | 'last_used_at'>
  /** What else follows. */
  children?: ReactNode
}

/** Before a key gets a new secret. */
export function RotateKeyDialog({ of: { name, hint }, children, ...dialog }: KeyDialogProps) {
  return (
    <ConfirmDialog {...dialog} title={`Rotate ${name}?`} action={`Rotate ${name}`}>
      <p>
        It gets a new secret, shown once. The one from before, …{hint}, ends at once: what uses it is refused
        until you enter the new one there.
      </p>
      {children}
    </ConfirmDialog>
  )
}

/** Before a key ends. */
export function RevokeKeyDialog({ of: { name, hint, last_used_at }, children, ...dialog }: KeyDialogProps) {
  return (
    <ConfirmDialog {...dialog} title={`Revoke ${name}?`} action={`Revoke ${name}`}>
      <p>
        Whatever uses the key …{hint} is refused at once, and it cannot be brought back.{' '}
        {last_used_at === null ? (
          'It was never used.'
        ) : (
          <>
            It was last used <Ago at={last_used_at} />.
          </>
        )}
      </p>
      {children}
    </ConfirmDialog>
  )
}
