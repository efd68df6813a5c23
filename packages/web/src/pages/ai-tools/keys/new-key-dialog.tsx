import { useId, useState } from 'react'
import { ExpiryField } from '../../../kit/access-keys/expiry-field.tsx'
import { expiryOf } from '../../../kit/access-keys/lifetime.ts'
import type { Lifetime } from '../../../kit/access-keys/lifetime.ts'
import { Button } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Form } from '../../../kit/form.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { targetName } from '../target.ts'
import type { Target } from '../target.ts'
import type { MadeKey, TargetKeys } from './use-target-keys.ts'

export interface NewKeyDialogProps {
  target: Target
  keys: TargetKeys
  open: boolean
  onOpenChange(open: boolean): void
  onMade(made: MadeKey): void
}

/** A key that opens this target and nothing else. */
export function NewKeyDialog({ target, keys, open, onOpenChange, onMade }: NewKeyDialogProps) {
  const form = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Create a key for ${targetName(target)}`}
      lead="It opens this address and nothing else. Give each client a key of its own, so that you can revoke one and leave the others."
      actions={
        <>
          <Button kind="quiet" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          <Button kind="primary" type="submit" form={form} busy={busy}>
            Create key
          </Button>
        </>
      }
    >
      <KeyForm
        id={form}
        ofAccount={target.kind !== 'agent'}
        keys={keys}
        onBusyChange={setBusy}
        onMade={(made) => {
          onMade(made)
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

interface KeyFormProps extends Pick<NewKeyDialogProps, 'keys' | 'onMade'> {
  id: string
  /** An API key, which can be narrowed further. */
  ofAccount: boolean
  onBusyChange(busy: boolean): void
}

function KeyForm({ id, ofAccount, keys, onBusyChange, onMade }: KeyFormProps) {
  const [name, setName] = useState('')
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const [readOnly, setReadOnly] = useState(false)
  const [inUrl, setInUrl] = useState(false)
  const create = async () => onMade(await keys.create({ name, readOnly, inUrl, ...expiryOf(lifetime) }))
  return (
    <Form id={id} onSubmit={create} onBusyChange={onBusyChange}>
      <TextField
        label="Name"
        name="name"
        hint="Which client it is for, so that you know later what ends with it."
        placeholder="Claude Code on my laptop"
        required
        maxLength={60}
        autoComplete="off"
        value={name}
        onValueChange={setName}
      />
      <ExpiryField opens="the address" value={lifetime} onValueChange={setLifetime} />
      {ofAccount && (
        <div className="space-y-3">
          <Checkbox
            label="Read-only"
            hint="Tools that write are not offered to it, and refused if called."
            checked={readOnly}
            onCheckedChange={setReadOnly}
          />
          <Checkbox
            label="For a client that cannot send headers"
            hint="The key then stands in the address, as &key=."
            checked={inUrl}
            onCheckedChange={setInUrl}
          />
          {inUrl && (
            <Notice tone="warn" title="The address becomes the key">
              Whoever sees the address can use these tools, and addresses end up in logs and histories. Make
              the key read-only and short-lived where you can.
            </Notice>
          )}
        </div>
      )}
    </Form>
  )
}
