import { createLink } from '@tanstack/react-router'
import clsx from 'clsx'
import type { ComponentProps } from 'react'

function Anchor({ className, children, ...rest }: ComponentProps<'a'>) {
  return (
    <a {...rest} className={clsx(linkLook, className)}>
      {children}
    </a>
  )
}

/** The looks of a link in a text. */
const linkLook =
  'font-medium text-accent underline decoration-accent/40 underline-offset-3 hover:decoration-accent'

/** A link to a page of the dashboard. */
export const TextLink = createLink(Anchor)

/** A link to somewhere else: a new tab, which learns nothing of this one. */
export function OutsideLink({ href, children }: { href: string; children: string }) {
  const safe = /^https?:\/\//.test(href)
  if (!safe) return <span>{children}</span>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={linkLook}>
      {children}
    </a>
  )
}
