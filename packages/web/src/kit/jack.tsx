import clsx from 'clsx'

/** How a jack looks: empty, filled, notched, dashed. The same four wherever a connector's state is shown. */
export type JackState = 'available' | 'connected' | 'needs_reconnect' | 'skipped'

const tones: Record<JackState, string> = {
  available: 'text-ink-faint',
  connected: 'text-good',
  needs_reconnect: 'text-warn',
  skipped: 'text-ink-faint',
}

/** The glyph of the product. It is decoration: a word must stand beside it. */
export function Jack({ state, className }: { state: JackState; className?: string }) {
  return (
    <svg viewBox="0 0 16 16" aria-hidden className={clsx('size-4 shrink-0', tones[state], className)}>
      <JackShape state={state} />
    </svg>
  )
}

/** The same as part of a larger drawing, around (8, 8). */
export function JackShape({ state }: { state: JackState }) {
  const ring = { cx: 8, cy: 8, r: 5.75, fill: 'none', stroke: 'currentColor', strokeWidth: 1.75 }
  if (state === 'needs_reconnect')
    return (
      <>
        <circle {...ring} strokeDasharray="27.1 9" strokeDashoffset="-4.5" strokeLinecap="round" />
        <circle cx="8" cy="8" r="2.25" fill="currentColor" />
      </>
    )
  return (
    <>
      <circle {...ring} {...(state === 'skipped' && { strokeDasharray: '2.6 2.6' })} />
      {state === 'connected' && <circle cx="8" cy="8" r="3" fill="currentColor" />}
    </>
  )
}
