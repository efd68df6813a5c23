import { Button as BaseButton } from '@base-ui/react/button'
import clsx from 'clsx'
import type { ComponentProps } from 'react'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<typeof BaseButton>, 'className' | 'aria-label'> {
  /** Its name, for everybody: read out, and shown on hover and focus. */
  label: string
  className?: string
}

/** A button that is only an icon. Its target is at least 32 px. */
export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <BaseButton
        type="button"
        {...rest}
        aria-label={label}
        className={clsx(
          'inline-grid size-8 shrink-0 place-items-center rounded-control text-ink-soft transition-colors duration-150',
          'hover:not-data-disabled:bg-sunken hover:not-data-disabled:text-ink data-disabled:opacity-50',
          className,
        )}
      />
    </Tooltip>
  )
}
