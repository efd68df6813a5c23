import { useState } from 'react'
import { TextField } from '../../../kit/text-field.tsx'

export interface TextFilterProps {
  label: string
  placeholder: string
  value: string | undefined
  onChange(value: string | undefined): void
}

/** A filter that is typed. It counts with Enter, or when the field is left. */
export function TextFilter({ label, placeholder, value, onChange }: TextFilterProps) {
  const [typed, setTyped] = useState(value ?? '')
  const settle = () => {
    const next = typed.trim() === '' ? undefined : typed.trim()
    if (next !== value) onChange(next)
  }
  return (
    <TextField
      label={label}
      placeholder={placeholder}
      mono
      maxLength={200}
      autoComplete="off"
      spellCheck={false}
      value={typed}
      onValueChange={setTyped}
      onBlur={settle}
      onKeyDown={(event) => event.key === 'Enter' && settle()}
    />
  )
}
