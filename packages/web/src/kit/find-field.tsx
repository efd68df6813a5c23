import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { FieldFrame, inputLook } from './field-parts.tsx'
import type { FieldProps } from './field-parts.tsx'
import { itemLook, popupLook } from './popup-looks.ts'

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
        <div className="relative">
          <Combobox.Input
            placeholder={placeholder}
            className={clsx(inputLook, 'h-9 truncate pr-9')}
            maxLength={200}
          />
          <Combobox.Trigger
            aria-label="Show the list"
            className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-faint"
          >
            <ChevronDown className="size-4" aria-hidden />
          </Combobox.Trigger>
        </div>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup className={popupLook}>
              <Combobox.Empty className="text-sm text-ink-soft">
                <p className="px-2.5 py-2">Nothing is called that.</p>
              </Combobox.Empty>
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
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
      </Combobox.Root>
    </FieldFrame>
  )
}
