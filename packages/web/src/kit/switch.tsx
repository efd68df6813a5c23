import { Switch as Base } from '@base-ui/react/switch'
import clsx from 'clsx'

export interface SwitchProps {
  checked: boolean
  onCheckedChange(checked: boolean): void
  /** The id of the text beside it that is its name. */
  labelledBy: string
  describedBy?: string
  /** It can be focused and read, and does nothing (UX-11). */
  readOnly?: boolean
  disabled?: boolean
}

/** Turns something on or off. What it turns on stands beside it. */
export function Switch({ labelledBy, describedBy, readOnly, ...rest }: SwitchProps) {
  return (
    <Base.Root
      {...rest}
      readOnly={readOnly}
      aria-labelledby={labelledBy}
      aria-describedby={describedBy}
      aria-disabled={readOnly || undefined}
      className={clsx(
        'relative inline-flex h-5.5 w-9.5 shrink-0 items-center rounded-full border border-control bg-sunken transition-colors duration-150',
        'data-checked:border-accent data-checked:bg-accent data-disabled:opacity-50',
        readOnly && 'cursor-default opacity-50',
      )}
    >
      <Base.Thumb className="block size-4 translate-x-0.5 rounded-full bg-control transition-transform duration-150 ease-calm data-checked:translate-x-[1.15rem] data-checked:bg-on-accent" />
    </Base.Root>
  )
}
