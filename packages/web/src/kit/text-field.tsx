import { Field } from '@base-ui/react/field'
import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { FieldFrame, inputLook } from './field-parts.tsx'
import type { FieldProps } from './field-parts.tsx'

type InputProps = Omit<ComponentProps<typeof Field.Control>, keyof FieldProps | 'className' | 'render'>

export interface TextFieldProps extends FieldProps, InputProps {
  /** For addresses, names of headers, code. */
  mono?: boolean
  className?: string
  /** Beside the control, for example a button. */
  beside?: ReactNode
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    hint,
    name,
    optional,
    validate,
    error,
    hideLabel,
    disabled,
    mono,
    className,
    beside,
    ...input
  } = props
  const field = { label, hint, name, optional, validate, error, hideLabel, disabled }
  return (
    <FieldFrame {...definedOf(field)} className={className}>
      <div className="flex gap-2">
        <Field.Control {...input} className={clsx(inputLook, 'h-9', mono && 'font-mono text-xs')} />
        {beside}
      </div>
    </FieldFrame>
  )
}

/** Many lines of text. */
export function TextArea({ rows = 3, mono, ...props }: TextFieldProps & { rows?: number }) {
  const { label, hint, name, optional, validate, error, hideLabel, disabled, className, beside, ...input } =
    props
  const field = { label, hint, name, optional, validate, error, hideLabel, disabled }
  return (
    <FieldFrame {...definedOf(field)} className={className}>
      <Field.Control
        {...input}
        render={<textarea rows={rows} />}
        className={clsx(
          inputLook,
          'min-h-9 py-2 field-sizing-content max-h-120',
          mono && 'font-mono text-xs',
        )}
      />
      {beside}
    </FieldFrame>
  )
}

function definedOf<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}
