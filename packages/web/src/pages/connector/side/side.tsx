import type { Connector } from '@jackfield/sdk'
import { AccessCard } from './access-card.tsx'
import { AreaCard } from './area-card.tsx'
import { HealthCard } from './health-card.tsx'
import { ServerCard } from './server-card.tsx'
import { UsedByCard } from './used-by-card.tsx'

/** Beside what it can do: who uses a connector, what it may, and how it stands. */
export function Side({ connector }: { connector: Connector }) {
  const { family } = connector
  return (
    <div className="min-w-0 space-y-4">
      <UsedByCard connector={connector} />
      {family === 'app' && <AccessCard connector={connector} />}
      {family === 'platform' ? <AreaCard connector={connector} /> : <HealthCard connector={connector} />}
      {family === 'custom' && <ServerCard connector={connector} />}
    </div>
  )
}
