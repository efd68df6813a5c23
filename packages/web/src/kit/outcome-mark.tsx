import type { AuditEvent } from '@jackfield/sdk'
import clsx from 'clsx'
import { Ban, Check, CircleDashed, CircleSlash, X } from 'lucide-react'
import type { LucideIcon } from 'lucide-react'

const marks: Record<string, { word: string; icon: LucideIcon; look: string }> = {
  ok: { word: 'OK', icon: Check, look: 'text-good' },
  error: { word: 'Error', icon: X, look: 'text-bad' },
  refused: { word: 'Refused', icon: Ban, look: 'text-warn' },
  cancelled: { word: 'Cancelled', icon: CircleSlash, look: 'text-ink-soft' },
}
const open = { word: 'No outcome', icon: CircleDashed, look: 'text-ink-soft' }

/** How an event ended, as glyph and word. */
export function OutcomeMark({ event }: { event: Pick<AuditEvent, 'phase' | 'outcome'> }) {
  const known = event.outcome === null ? open : marks[event.outcome]
  if (!known) return <span>{event.outcome}</span>
  const { word, icon: Icon, look } = event.phase === 'intent' ? { ...open, word: 'Begun' } : known
  return (
    <span className={clsx('inline-flex items-baseline gap-1.5 text-xs whitespace-nowrap', look)}>
      <Icon className="relative top-0.5 size-3.5" aria-hidden />
      {word}
    </span>
  )
}
