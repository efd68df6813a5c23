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
  small: 'h-8 gap-1.5 px-2.5 text-xs',
  medium: 'h-9 gap-2 px-3.5 text-sm',
}

/** The looks of a button, for what is a link but acts like one. */
export function buttonLook(kind: Kind = 'secondary', size: Size = 'medium'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center rounded-control border font-medium whitespace-nowrap',
    'transition-colors duration-150 select-none data-disabled:cursor-default data-disabled:opacity-55',
    kinds[kind],
    sizes[size],
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
      className={clsx(buttonLook(kind, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </BaseButton>
  )
}

/** A field that is left may say something and move the button away before the click has ended. */
function keepFocus(event: { preventDefault(): void }): void {
  event.preventDefault()
}
