import type { Effect } from '@jackfield/sdk'
import { Eye, PencilLine, Trash2 } from 'lucide-react'
import { Pill } from './pill.tsx'

/** What a tool does: reads, writes, or destroys. */
export function EffectPill({ effect }: { effect: Effect }) {
  if (effect === 'read') return <Pill icon={<Eye className="size-3.5" aria-hidden />}>Reads</Pill>
  if (effect === 'write') return <Pill icon={<PencilLine className="size-3.5" aria-hidden />}>Writes</Pill>
  return (
    <Pill tone="bad" icon={<Trash2 className="size-3.5" aria-hidden />}>
      Destroys
    </Pill>
  )
}
