import { Button as BaseButton } from '@base-ui/react/button'
import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { Spinner } from './spinner.tsx'

type Kind = 'primary' | 'secondary' | 'quiet' | 'danger'
type Size = 'small' | 'medium'

const kinds: Record<Kind, string> = {
  primary:
    'border-ink bg-ink text-paper hover:not-data-disabled:border-ink-soft hover:not-data-disabled:bg-ink-soft',
  secondary: 'border-control/60 bg-surface text-ink hover:not-data-disabled:bg-sunken',
  quiet:
    'border-transparent text-ink-soft hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink',
  danger: 'border-bad/40 bg-surface text-bad hover:not-data-disabled:bg-bad-tint',
}
const sizes: Record<Size, string> = {
  small: 'gap-1.5 px-2.5 text-xs',
  medium: 'gap-2 px-3.5 text-sm',
}
const oneLine: Record<Size, string> = { small: 'h-8 whitespace-nowrap', medium: 'h-9 whitespace-nowrap' }
const anyLines: Record<Size, string> = {
  small: 'min-h-8 max-w-full py-1 wrap-anywhere',
  medium: 'min-h-9 max-w-full py-1.5 wrap-anywhere',
}
/** So many characters fit into one line on a phone. */
const ONE_LINE = 24

/**
 * The looks of a button, for what is a link but acts like one.
 * @param long its words may need more than one line
 */
export function buttonLook(kind: Kind = 'secondary', size: Size = 'medium', long = false): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-control border font-medium',
    'transition-colors duration-150 select-none data-disabled:cursor-default data-disabled:opacity-55',
    kinds[kind],
    sizes[size],
    (long ? anyLines : oneLine)[size],
  )
}

export interface ButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className'> {
  kind?: Kind
  size?: Size
  /** Stands before the words. */
  icon?: ReactNode
  /** What it does is under way: it says so, cannot be pressed again, and keeps the focus. */
  busy?: boolean
  className?: string
}

/** A button says what happens: `Disconnect HubSpot`, not `OK`. */
export function Button({ kind, size, icon, busy, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <BaseButton
      type="button"
      {...(rest.type === 'submit' && { onMouseDown: keepFocus })}
      {...rest}
      disabled={disabled || busy}
      focusableWhenDisabled={busy}
      aria-busy={busy || undefined}
      className={clsx(buttonLook(kind, size, isLong(children)), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </BaseButton>
  )
}

/** A name of somebody's in the words can be of any length. */
function isLong(children: ReactNode): boolean {
  const words = [children].flat().filter((part) => typeof part === 'string')
  return words.join('').length > ONE_LINE
}

/** A field that is left may say something and move the button away before the click has ended. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault()
}
