import type { ApiKeyCreated } from '@jackfield/sdk'
import { Button } from '../../../kit/button.tsx'
import { CopyBlock } from '../../../kit/copy-block.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { SecretOnce } from '../../../kit/secret-once.tsx'
import { addressWithKey } from './areas.ts'
import { useAreas } from './use-areas.ts'

export interface KeySecretDialogProps {
  made: ApiKeyCreated
  title: string
  open: boolean
  onOpenChange(open: boolean): void
}

/** The secret of a key, and for one that may stand in an address, that address. */
export function KeySecretDialog({ made, title, open, onOpenChange }: KeySecretDialogProps) {
  const areas = useAreas()
  const address = made.in_url ? addressWithKey(areas, made.scopes, made.secret) : undefined
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      actions={
        <Button kind="primary" onClick={() => onOpenChange(false)}>
          I have copied it
        </Button>
      }
    >
      <div className="space-y-3">
        <SecretOnce title="API key" secret={made.secret} />
        {address !== undefined && (
          <CopyBlock
            title="Address with the key"
            text={address}
            note="Whoever sees the address can use the key. Addresses stand in logs and histories."
          />
        )}
      </div>
    </Dialog>
  )
}
