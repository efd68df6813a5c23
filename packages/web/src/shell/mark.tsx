import clsx from 'clsx'

/** The product's sign: a jack with a cord in it. */
export function JackfieldMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={clsx('size-7 shrink-0 text-accent', className)}>
      <circle cx="16" cy="16" r="12.5" fill="none" stroke="currentColor" strokeWidth="4" />
      <circle cx="16" cy="16" r="5.5" fill="currentColor" />
    </svg>
  )
}
