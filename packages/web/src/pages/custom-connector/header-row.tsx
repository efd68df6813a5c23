import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Pill } from '../../kit/pill.tsx'
import { SecretField } from '../../kit/secret-field.tsx'
import { TextField } from '../../kit/text-field.tsx'
import type { HeaderDraft } from './draft.ts'
import { nameProblem } from './header-rules.ts'

export interface HeaderRowProps {
  header: HeaderDraft
  index: number
  headers: readonly HeaderDraft[]
  /** Stored values do not go along to another server. */
  moved: boolean
  onChange(part: Partial<HeaderDraft>): void
  onRemove(): void
}

/** One header: its name and its value, or that a value is stored. */
export function HeaderRow(props: HeaderRowProps) {
  const { header, moved } = props
  const [replacing, setReplacing] = useState(false)
  if (!header.stored || moved || replacing)
    return <OpenRow {...props} {...(replacing && !moved && { onKeep: () => setReplacing(false) })} />
  return <StoredRow {...props} onReplace={() => setReplacing(true)} />
}

function StoredRow({ header: { name }, onRemove, onReplace }: HeaderRowProps & { onReplace(): void }) {
  return (
    <div className="flex flex-wrap items-center gap-2 rounded-control border border-hairline bg-surface py-1 pr-1 pl-3">
      <code className="min-w-0 flex-1 wrap-anywhere">{name}</code>
      <Pill>Stored</Pill>
      <Button size="small" kind="quiet" aria-label={`Replace the value of ${name}`} onClick={onReplace}>
        Replace
      </Button>
      <RemoveButton name={name} onRemove={onRemove} />
    </div>
  )
}

function OpenRow({
  header,
  index,
  headers,
  onChange,
  onRemove,
  onKeep,
}: HeaderRowProps & { onKeep?(): void }) {
  const { key, name, value, stored } = header
  const keep = () => {
    onChange({ value: '' })
    onKeep?.()
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-2 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto]">
      <TextField
        label={`Name of header ${index + 1}`}
        hideLabel
        name={`headers.${index}.name`}
        required
        readOnly={stored}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        mono
        placeholder="Authorization"
        validate={(typed) => nameProblem(typed, key, headers)}
        value={name}
        onValueChange={(next) => onChange({ name: next })}
      />
      <SecretField
        label={`Value of header ${index + 1}`}
        hideLabel
        name={`headers.${index}.value`}
        required={!onKeep}
        maxLength={8192}
        placeholder={stored ? 'New value' : 'Bearer …'}
        className="max-sm:order-last max-sm:col-span-2"
        value={value}
        onValueChange={(next) => onChange({ value: next })}
      />
      {onKeep ? (
        <Button kind="quiet" aria-label={`Keep the stored value of ${name}`} onClick={keep}>
          Keep
        </Button>
      ) : (
        <RemoveButton name={name.trim() || `header ${index + 1}`} onRemove={onRemove} />
      )}
    </div>
  )
}

function RemoveButton({ name, onRemove }: { name: string; onRemove(): void }) {
  return (
    <IconButton label={`Remove ${name}`} className="size-9" onClick={onRemove}>
      <Trash2 className="size-4" aria-hidden />
    </IconButton>
  )
}
