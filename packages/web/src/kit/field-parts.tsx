import { Field } from '@base-ui/react/field'
import clsx from 'clsx'
import type { ReactNode } from 'react'

/** The looks of what one types into. */
export const inputLook = clsx(
  'w-full min-w-0 rounded-control border border-control bg-surface px-3 text-sm text-ink placeholder:text-ink-faint',
  'focus-visible:border-accent focus-visible:outline-1 focus-visible:outline-offset-0 data-invalid:border-bad',
  // `:read-only` alone means buttons, too.
  '[&:is(input,textarea):read-only]:bg-sunken disabled:bg-sunken disabled:text-ink-faint',
)

export interface FieldProps {
  label: ReactNode
  /** Below the control, always there. */
  hint?: ReactNode
  /** A name in the surrounding form; errors of the server find the field by it. */
  name?: string
  optional?: boolean
  /** Says what is wrong with a value, or null. Asked on blur, then on every change. */
  validate?: (value: string) => string | null
  /** An error from outside, shown instead of the field's own. */
  error?: string | undefined
  /** Only screen readers get the label. */
  hideLabel?: boolean
  disabled?: boolean
}

/** Label, control, hint and error of one field, tied together for screen readers. */
export function FieldFrame(props: FieldProps & { children: ReactNode; className?: string }) {
  const { label, hint, name, optional, validate, error, hideLabel, disabled, children, className } = props
  return (
    <Field.Root
      name={name}
      disabled={disabled}
      invalid={error === undefined ? undefined : true}
      validate={validate && ((value) => validate(typeof value === 'string' ? value : ''))}
      validationMode="onBlur"
      className={clsx('flex min-w-0 flex-col gap-1.5', className)}
    >
      <Field.Label className={hideLabel ? 'sr-only' : 'text-sm font-medium'}>
        {label}
        {optional && <span className="font-normal text-ink-faint"> (optional)</span>}
      </Field.Label>
      {children}
      {hint !== undefined && <Field.Description className="text-xs text-ink-soft">{hint}</Field.Description>}
      {/* Children, even undefined ones, would stand in place of the field's own message. */}
      <Field.Error
        className="text-xs text-bad"
        {...(error !== undefined && { match: true as const, children: error })}
      />
    </Field.Root>
  )
}
