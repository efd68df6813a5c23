import { SecretField } from '../../kit/secret-field.tsx'

const LEAST = 12

export interface NewPasswordFieldProps {
  name: string
  value: string
  onValueChange(value: string): void
  required: boolean
}

/** A new password: seen on request, so that it need not be typed twice. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  return (
    <SecretField
      {...props}
      label="Password"
      autoComplete="new-password"
      maxLength={256}
      hint={`At least ${LEAST} characters. A sentence is easier to remember than a word.`}
      validate={(value) =>
        value.length < LEAST ? `It has ${value.length} of at least ${LEAST} characters.` : null
      }
    />
  )
}
