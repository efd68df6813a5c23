import type { WebhookWithSecret } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { SecretOnce } from '../../../kit/secret-once.tsx'

export interface WebhookSecretDialogProps {
  made: WebhookWithSecret
  title: string
  children: ReactNode
  open: boolean
  onOpenChange(open: boolean): void
}

/** The secret that messages are signed with. */
export function WebhookSecretDialog({ made, children, ...dialog }: WebhookSecretDialogProps) {
  return (
    <Dialog
      {...dialog}
      actions={
        <Button kind="primary" onClick={() => dialog.onOpenChange(false)}>
          I have copied it
        </Button>
      }
    >
      <SecretOnce title="Signing secret" secret={made.secret}>
        {children}
      </SecretOnce>
    </Dialog>
  )
}
