import type { Connector } from '@jackfield/sdk'
import { categoryOf } from '../../kit/category.ts'
import { Pill } from '../../kit/pill.tsx'
import { StatusPill } from '../../kit/status-pill.tsx'

/** The category; the status only where there is or was a connection (STA-3). */
export function CardPills({ connector, moved }: { connector: Connector; moved: boolean }) {
  return (
    <div className="mt-1.5 flex flex-wrap gap-1">
      <Pill>{categoryOf(connector)}</Pill>
      {connector.status !== 'available' && (
        <span className={moved ? 'contents [&_svg]:animate-[plug-in_250ms_var(--ease-calm)]' : 'contents'}>
          <StatusPill status={connector.status} />
        </span>
      )}
    </div>
  )
}
