import { Field } from '@base-ui/react/field'
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { FieldFrame, inputLook } from './field-parts.tsx'
import type { FieldProps } from './field-parts.tsx'

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
  icon?: ReactNode
  className?: string
  /** As high as small buttons. */
  small?: boolean
}

/** One of a few: the browser's own, which every phone, keyboard and screen reader knows. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const { value, onValueChange, options, icon, className, small, ...field } = props
  const look = clsx(inputLook, 'cursor-pointer appearance-none truncate pr-8', small ? 'h-8 text-xs' : 'h-9')
  return (
    <FieldFrame {...field} {...(className !== undefined && { className })}>
      <div className="relative">
        {icon !== undefined && (
          <span className="pointer-events-none absolute inset-y-0 left-2.5 grid place-items-center">
            {icon}
          </span>
        )}
        <Field.Control
          value={value}
          onChange={(event) => onValueChange((event.target as { value: string }).value as Value)}
          className={clsx(look, icon !== undefined && 'pl-9')}
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
        <ChevronDown
          className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
          aria-hidden
        />
      </div>
    </FieldFrame>
  )
}
