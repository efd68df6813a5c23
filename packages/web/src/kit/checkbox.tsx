import { Checkbox as Base } from '@base-ui/react/checkbox'
import clsx from 'clsx'
import { Check } from 'lucide-react'
import { useId } from 'react'
import type { ReactNode } from 'react'

export interface CheckboxProps {
  checked: boolean
  onCheckedChange(checked: boolean): void
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

/** A box to tick; its words are part of its target. */
export function Checkbox({ label, hint, ...box }: CheckboxProps) {
  const id = useId()
  return (
    <div>
      <label className="flex items-start gap-2.5">
        <Base.Root
          {...box}
          {...(hint !== undefined && { 'aria-describedby': id })}
          className={clsx(
            'mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-[4px] border border-control bg-surface',
            'data-checked:border-accent data-checked:bg-accent data-disabled:opacity-55',
          )}
        >
          <Base.Indicator>
            <Check className="size-3.5 text-on-accent" strokeWidth={3} aria-hidden />
          </Base.Indicator>
        </Base.Root>
        <span className="min-w-0 wrap-anywhere">{label}</span>
      </label>
      {hint !== undefined && (
        <p id={id} className="pl-7 text-xs text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  )
}
