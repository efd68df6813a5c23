import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmFirst } from '../confirm-first.tsx'
import { KeySecretDialog } from './key-secret-dialog.tsx'
import type { KeyDialogProps } from './revoke-key-dialog.tsx'

/** Before a key gets a new secret, and then that secret. */
export function RotateKeyDialog({ apiKey, ...dialog }: KeyDialogProps) {
  const { id, name, hint } = apiKey
  const rotate = useAction({ run: () => hub.keys.rotate(id), invalidates: ['keys'], quiet: true })
  if (rotate.data)
    return <KeySecretDialog {...dialog} made={rotate.data} title={`The new secret of ${name}`} />
  return (
    <ConfirmFirst
      {...dialog}
      title={`Rotate ${name}?`}
      action={`Rotate ${name}`}
      onConfirm={() => rotate.mutateAsync()}
    >
      <p>
        It gets a new secret, shown once. The one from before, …{hint}, ends at once: what uses it is refused
        until you enter the new one there.
      </p>
      <p>Its role, and what it opens, stay as they are. From now on it counts as made by you.</p>
    </ConfirmFirst>
  )
}
