import type { ApiKey } from '@jackfield/sdk'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { Ago } from '../../../kit/words.tsx'

export interface KeyDialogProps {
  apiKey: ApiKey
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before a key ends. */
export function RevokeKeyDialog({ apiKey, ...dialog }: KeyDialogProps) {
  const { id, name, hint, last_used_at } = apiKey
  const revoke = useAction({
    run: () => hub.keys.revoke(id),
    invalidates: ['keys'],
    quiet: true,
    done: () => ({ title: `Revoked ${name}`, description: 'It opens nothing any more.' }),
  })
  return (
    <ConfirmDialog
      {...dialog}
      title={`Revoke ${name}?`}
      action={`Revoke ${name}`}
      onConfirm={() => revoke.mutateAsync()}
    >
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
    </ConfirmDialog>
  )
}
