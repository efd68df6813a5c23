import { useId, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { Dialog } from '../../../kit/dialog.tsx'
import { Form } from '../../../kit/form.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { targetName } from '../target.ts'
import type { Target } from '../target.ts'
import type { MadeKey, TargetKeys } from './use-target-keys.ts'

const DAY_MS = 86_400_000
const lifetimes = [
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const

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
  const [lifetime, setLifetime] = useState<(typeof lifetimes)[number]['value']>('90')
  const [readOnly, setReadOnly] = useState(false)
  const [inUrl, setInUrl] = useState(false)
  const create = async () => {
    const days = lifetime === 'never' ? undefined : Number(lifetime)
    const expires_at = days === undefined ? undefined : new Date(Date.now() + days * DAY_MS).toISOString()
    onMade(await keys.create({ name, readOnly, inUrl, ...(expires_at !== undefined && { expires_at }) }))
  }
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
      <SelectField
        label="Expires"
        name="expires_at"
        value={lifetime}
        onValueChange={setLifetime}
        options={lifetimes}
        {...(lifetime === 'never' && { hint: 'It opens the address until somebody revokes it.' })}
      />
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
