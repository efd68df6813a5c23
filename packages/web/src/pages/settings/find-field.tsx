import { Combobox } from '@base-ui/react/combobox'
import { Check } from 'lucide-react'
import { ComboboxInput, ComboboxPopup } from '../../kit/combobox-parts.tsx'
import { FieldFrame } from '../../kit/field-parts.tsx'
import type { FieldProps } from '../../kit/field-parts.tsx'
import { itemLook } from '../../kit/popup-looks.ts'

export interface FindOption {
  value: string
  label: string
  /** More about it, below its label. */
  note?: string
}

export interface FindFieldProps extends FieldProps {
  /** Empty where nothing is chosen yet. */
  value: string
  onValueChange(value: string): void
  options: readonly FindOption[]
  placeholder?: string
  required?: boolean
  className?: string
}

/** More than these, and one types another letter. */
const SHOWN = 100

/** One of many, found by typing a part of its name. */
export function FindField(props: FindFieldProps) {
  const { value, onValueChange, options, placeholder, required, className, ...field } = props
  return (
    <FieldFrame {...field} {...(className !== undefined && { className })}>
      <Combobox.Root
        items={options}
        value={options.find((option) => option.value === value) ?? null}
        // An emptied text chooses nothing: what was chosen comes back when one leaves.
        onValueChange={(option) => option && onValueChange(option.value)}
        isItemEqualToValue={(one, other) => one.value === other.value}
        limit={SHOWN}
        required={required}
        autoHighlight
      >
        <ComboboxInput placeholder={placeholder} open="Show the list" />
        <ComboboxPopup empty="Nothing is called that.">
          <Combobox.List>
            {(option: FindOption) => (
              <Combobox.Item key={option.value} value={option} className={itemLook}>
                <span className="min-w-0 flex-1">
                  <span className="block">{option.label}</span>
                  {option.note !== undefined && (
                    <span className="line-clamp-2 text-xs text-ink-soft">{option.note}</span>
                  )}
                </span>
                <Combobox.ItemIndicator>
                  <Check className="mt-0.5 size-4 text-accent" aria-hidden />
                </Combobox.ItemIndicator>
              </Combobox.Item>
            )}
          </Combobox.List>
        </ComboboxPopup>
      </Combobox.Root>
    </FieldFrame>
  )
}
