import clsx from 'clsx'
import { Jack } from '../../kit/jack.tsx'
import { Logo } from '../../kit/logo.tsx'
import type { AgentPlugs as Plugs } from './plugs.ts'

const SHOWN = 6

/** What an agent has on, as logos; those that a run skips are pale, and counted in words. */
export function AgentPlugs({ plugs, skipped }: Plugs) {
  if (plugs.length === 0) return <span className="text-ink-faint">Nothing on</span>
  const more = plugs.length - SHOWN
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <ul className="flex items-center gap-1">
        {plugs.slice(0, SHOWN).map(({ connector, used }) => (
          <li key={connector.id} title={connector.name} className={clsx(!used && 'opacity-40')}>
            <Logo src={connector.logo} family={connector.family} size="small" />
            <span className="sr-only">
              {connector.name}
              {!used && ', skipped'}
            </span>
          </li>
        ))}
        {more > 0 && <li className="pl-1 text-xs text-ink-soft">{`+${more}`}</li>}
      </ul>
      {skipped > 0 && (
        <span className="inline-flex items-center gap-1 text-xs whitespace-nowrap text-ink-soft">
          <Jack state="skipped" className="size-3.5" />
          {`${skipped} skipped`}
        </span>
      )}
    </div>
  )
}
