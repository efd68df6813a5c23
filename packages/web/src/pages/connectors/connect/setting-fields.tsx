import { SelectField } from '../../../kit/select-field.tsx'
import { TextField } from '../../../kit/text-field.tsx'
import type { Setting } from './sign-in-step.ts'

export interface SettingFieldsProps {
  settings: readonly Setting[]
  values: Record<string, string>
  onValuesChange(values: Record<string, string>): void
  /** What was said before still holds where nothing is said. */
  known: boolean
}

/** What an app has to know of the account there, such as a subdomain. */
export function SettingFields({ settings, values, onValuesChange, known }: SettingFieldsProps) {
  return settings.map(({ name, label, hint, options }) => {
    const field = {
      name: `settings.${name}`,
      label,
      hint: known ? `${hint} Leave it empty to keep what it is.` : hint,
      value: values[name] ?? '',
      onValueChange: (value: string) => onValuesChange({ ...values, [name]: value }),
    }
    if (!options)
      return <TextField key={name} {...field} required={!known} maxLength={200} autoComplete="off" />
    const choices = options.map((option) => ({ value: option, label: option }))
    return (
      <SelectField
        key={name}
        {...field}
        options={
          known || field.value === ''
            ? [{ value: '', label: known ? 'As it is' : 'Choose' }, ...choices]
            : choices
        }
      />
    )
  })
}

/** Without those that were left empty. */
export function givenSettings(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value.trim() === '' ? [] : [[name, value.trim()]])),
  )
}
