import { createLink } from '@tanstack/react-router'
import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { buttonLook } from './button.tsx'

interface AnchorProps extends ComponentProps<'a'> {
  kind?: Parameters<typeof buttonLook>[0]
  size?: Parameters<typeof buttonLook>[1]
  icon?: ReactNode
}

function Anchor({ kind, size, icon, className, children, ...rest }: AnchorProps) {
  return (
    <a {...rest} className={clsx(buttonLook(kind, size), className)}>
      {icon}
      {children}
    </a>
  )
}

/** A link to a page of the dashboard that looks like a button. */
export const ButtonLink = createLink(Anchor)
