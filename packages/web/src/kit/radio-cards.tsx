import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface RadioCardsProps<Value extends string> {
  label: ReactNode
  value: Value
  onValueChange(value: NoInfer<Value>): void
  options: readonly { value: Value; label: ReactNode; note?: ReactNode }[]
  disabled?: boolean
}

/** One of a few that need a sentence each. */
export function RadioCards<Value extends string>({
  label,
  options,
  onValueChange,
  ...group
}: RadioCardsProps<Value>) {
  const id = useId()
  return (
    <RadioGroup
      {...group}
      onValueChange={(value) => onValueChange(value)}
      aria-labelledby={id}
      className="flex flex-col gap-2"
    >
      <span id={id} className="text-sm font-medium">
        {label}
      </span>
      {options.map((option) => (
        <label
          key={option.value}
          className="flex items-start gap-3 rounded-card border border-hairline bg-surface px-3.5 py-2.5 has-data-checked:border-accent has-data-checked:bg-accent-tint/50"
        >
          <Radio.Root
            value={option.value}
            className="mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border border-control bg-surface data-checked:border-accent"
          >
            <Radio.Indicator className="size-2.5 rounded-full bg-accent" />
          </Radio.Root>
          <span className="min-w-0 wrap-anywhere">
            <span className="block font-medium">{option.label}</span>
            {option.note !== undefined && <span className="block text-xs text-ink-soft">{option.note}</span>}
          </span>
        </label>
      ))}
    </RadioGroup>
  )
}
