import { useMe } from '../../../hub/use-me.ts'
import { ExpiryField } from '../../../kit/access-keys/expiry-field.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { SelectField } from '../../../kit/select-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import { roleOptions, roleWords } from '../roles.ts'
import { mayStandInUrl } from './key-draft.ts'
import type { KeyFieldsProps } from './key-fields-props.ts'
import { OpensChoice } from './opens-choice.tsx'

/** What one says about a new key. */
export function KeyFields({ draft, onChange }: KeyFieldsProps) {
  const me = useMe()
  const inUrl = mayStandInUrl(draft)
  return (
    <>
      <TextField
        label="Name"
        name="name"
        hint="What it is for, so that you know later what ends with it."
        placeholder="Nightly export"
        required
        maxLength={60}
        autoComplete="off"
        value={draft.name}
        onValueChange={(name) => onChange({ name })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <SelectField
          label="Role"
          name="role"
          hint={roleWords[draft.role].about}
          value={draft.role}
          onValueChange={(role) => onChange({ role })}
          options={roleOptions(me.role)}
        />
        <ExpiryField
          opens="the account"
          value={draft.lifetime}
          onValueChange={(lifetime) => onChange({ lifetime })}
        />
      </div>
      <OpensChoice draft={draft} onChange={onChange} />
      <div className="space-y-3">
        <Checkbox
          label="Read-only"
          hint="It reads, and calls tools that read; it changes nothing."
          checked={draft.readOnly}
          onCheckedChange={(readOnly) => onChange({ readOnly })}
        />
        <Checkbox
          label="May stand in an address, as ?key="
          hint={
            inUrl
              ? 'For clients that cannot send headers. Addresses end up in logs and histories, and whoever sees one can use the key: make it read-only and short-lived where you can.'
              : 'Only for keys that open the Sales Platform alone.'
          }
          disabled={!inUrl}
          checked={inUrl && draft.inUrl}
          onCheckedChange={(checked) => onChange({ inUrl: checked })}
        />
      </div>
    </>
  )
}
