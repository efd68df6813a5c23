import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from './icon-button.tsx'
import { TextField } from './text-field.tsx'
import type { TextFieldProps } from './text-field.tsx'

/** A secret that is typed: hidden, with a way to look at it while it is being typed and only then (UX-17). */
export function SecretField({ value, ...rest }: Omit<TextFieldProps, 'value' | 'type'> & { value: string }) {
  const [shown, setShown] = useState(false)
  const visible = shown && value !== ''
  return (
    <TextField
      autoComplete="off"
      spellCheck={false}
      {...rest}
      value={value}
      type={visible ? 'text' : 'password'}
      mono
      beside={
        value !== '' && (
          <IconButton
            label={visible ? 'Hide what you typed' : 'Show what you typed'}
            onClick={() => setShown(!visible)}
          >
            {visible ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
          </IconButton>
        )
      }
    />
  )
}
