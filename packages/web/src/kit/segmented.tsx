import { ToggleGroup } from '@base-ui/react/toggle-group'
import { Toggle } from '@base-ui/react/toggle'
import type { ReactNode } from 'react'

export interface SegmentedProps<Value extends string> {
  label: string
  value: Value
  onValueChange(value: NoInfer<Value>): void
  options: readonly { value: Value; label: ReactNode; count?: number }[]
}

/** One of two to four, all in sight. */
export function Segmented<Value extends string>({
  label,
  value,
  onValueChange,
  options,
}: SegmentedProps<Value>) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      onValueChange={([next]) => next !== undefined && onValueChange(next)}
      className="inline-flex max-w-full gap-0.5 overflow-x-auto rounded-control border border-hairline bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="inline-flex h-7.5 items-center gap-1.5 rounded-[5px] px-3 text-sm whitespace-nowrap text-ink-soft data-pressed:bg-surface data-pressed:font-medium data-pressed:text-ink data-pressed:ring-1 data-pressed:ring-hairline focus-visible:-outline-offset-2"
        >
          {option.label}
          {option.count !== undefined && (
            <span className="text-xs tabular-nums text-ink-faint">{option.count}</span>
          )}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
