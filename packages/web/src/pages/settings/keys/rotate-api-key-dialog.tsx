import type { ApiKey } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { RotateKeyDialog } from '../../../kit/access-keys/key-dialogs.tsx'
import { KeySecretDialog } from './key-secret-dialog.tsx'

export interface RotateApiKeyDialogProps {
  apiKey: ApiKey
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before a key of the account gets a new secret, and then that secret. */
export function RotateApiKeyDialog({ apiKey, ...dialog }: RotateApiKeyDialogProps) {
  const rotate = useAction({ run: () => hub.keys.rotate(apiKey.id), invalidates: ['keys'], quiet: true })
  if (rotate.data)
    return <KeySecretDialog {...dialog} made={rotate.data} title={`The new secret of ${apiKey.name}`} />
  return (
    <RotateKeyDialog {...dialog} of={apiKey} staysOpen onConfirm={() => rotate.mutateAsync()}>
      <p>Its role, and what it opens, stay as they are. From now on it counts as made by you.</p>
    </RotateKeyDialog>
  )
}
