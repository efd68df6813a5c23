import type { Status } from '@jackfield/sdk'
import { Jack } from './jack.tsx'
import { statusWords } from './status-words.ts'
import { Pill } from './pill.tsx'
import type { Tone } from './pill.tsx'

const tones: Record<Status, Tone> = { available: 'plain', connected: 'good', needs_reconnect: 'warn' }

/** The status of a connector as glyph and word. */
export function StatusPill({
  status,
  seenFrom = 'account',
}: {
  status: Status
  seenFrom?: 'account' | 'agent'
}) {
  return (
    <Pill tone={tones[status]} icon={<Jack state={status} className="size-3.5" />}>
      {statusWords[seenFrom][status]}
    </Pill>
  )
}
