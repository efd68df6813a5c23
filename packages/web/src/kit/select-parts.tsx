import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
import { inputLook } from './field-parts.tsx'

/** The looks of the browser's own select, which leave room for the arrow. */
export const selectLook = clsx(inputLook, 'cursor-pointer appearance-none truncate pr-8')

/** Stands inside of a select's box. */
export function SelectArrow() {
  return (
    <ChevronDown
      className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-ink-faint"
      aria-hidden
    />
  )
}
