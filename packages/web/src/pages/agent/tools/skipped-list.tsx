import { useMay } from '../../../hub/use-me.ts'
import { Jack } from '../../../kit/jack.tsx'
import { Logo } from '../../../kit/logo.tsx'
import { MendLink } from './mend-link.tsx'
import type { Skipped } from './why-not.ts'

export interface SkippedListProps {
  skipped: Skipped[]
  agentId: string
  onGo(): void
}

/** Connectors that give this agent nothing. */
export function SkippedList({ skipped, agentId, onGo }: SkippedListProps) {
  const mayConnect = useMay('connectors.manage')
  if (skipped.length === 0)
    return <p className="text-ink-soft">Nothing is skipped: every connector is in use.</p>
  return (
    <ul className="divide-y divide-hairline">
      {skipped.map((one) => (
        <li key={one.connector.connector_id} className="flex flex-wrap items-center gap-3 py-3">
          <Logo src={one.known?.logo ?? null} family={one.known?.family ?? 'custom'} />
          <div className="min-w-0 flex-1 basis-40">
            <p className="flex items-center gap-2 font-medium">
              <span className="min-w-0 wrap-anywhere">{one.connector.name}</span>
              <Jack state={one.connector.on ? 'skipped' : (one.known?.status ?? 'available')} />
            </p>
            <p className="text-xs text-ink-soft wrap-anywhere">{one.explanation}</p>
          </div>
          <MendLink skipped={one} agentId={agentId} mayConnect={mayConnect} onGo={onGo} />
        </li>
      ))}
    </ul>
  )
}
