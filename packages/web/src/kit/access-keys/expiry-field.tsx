import { SelectField } from '../select-field.tsx'
import { lifetimes } from './lifetime.ts'
import type { Lifetime } from './lifetime.ts'

export interface ExpiryFieldProps {
  /** What the key opens: `the account`. */
  opens: string
  value: Lifetime
  onValueChange(value: Lifetime): void
}

/** When a new key ends. */
export function ExpiryField({ opens, value, onValueChange }: ExpiryFieldProps) {
  return (
    <SelectField
      label="Expires"
      name="expires_at"
      value={value}
      onValueChange={onValueChange}
      options={lifetimes}
      {...(value === 'never' && { hint: `It opens ${opens} until somebody revokes it.` })}
    />
  )
}
