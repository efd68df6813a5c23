import { Field } from '@base-ui/react/field'
import clsx from 'clsx'
import { FieldFrame } from './field-parts.tsx'
import type { FieldProps } from './field-parts.tsx'
import { SelectArrow, selectLook } from './select-parts.tsx'

export interface Option<Value extends string> {
  value: Value
  label: string
  /** More about it, in parentheses where it cannot be had, else on hover. */
  note?: string
  /** In sight, and not to be had; `note` says why. */
  disabled?: boolean
}

export interface SelectFieldProps<Value extends string> extends FieldProps {
  value: Value
  onValueChange(value: NoInfer<Value>): void
  options: readonly Option<Value>[]
  className?: string
  /** As high as small buttons. */
  small?: boolean
}

/** One of a few: the browser's own, which every phone, keyboard and screen reader knows. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { value, onValueChange, options, className, small, ...field } = props
  const look = clsx(selectLook, small ? 'h-8 text-xs' : 'h-9')
  return (
    <FieldFrame {...field} {...(className !== undefined && { className })}>
      <div className="relative">
        <Field.Control
          value={value}
          onChange={(event) => onValueChange((event.target as { value: string }).value as Value)}
          className={look}
          render={
            <select>
              {options.map((option) => (
                <option
                  key={option.value}
                  value={option.value}
                  disabled={option.disabled}
                  title={option.note}
                >
                  {option.disabled && option.note !== undefined
                    ? `${option.label} (${option.note})`
                    : option.label}
                </option>
              ))}
            </select>
          }
        />
        <SelectArrow />
      </div>
    </FieldFrame>
  )
}
