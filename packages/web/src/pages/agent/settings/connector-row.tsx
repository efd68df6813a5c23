import type { ToggleState } from '@jackfield/sdk'
import { useId } from 'react'
import clsx from 'clsx'
import { useMay } from '../../../hub/use-me.ts'
import { COVERED } from '../../../kit/covered.ts'
import { Logo } from '../../../kit/logo.tsx'
import { StatusPill } from '../../../kit/status-pill.tsx'
import { Switch } from '../../../kit/switch.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { count } from '../../../kit/words.tsx'
import { flipped } from './draft.ts'
import { Origin } from './origin.tsx'
import type { PickerRow } from './toggle-groups.ts'

export interface ConnectorRowProps {
  row: PickerRow
  readOnly: boolean
  onToggle(state: ToggleState): void
}

/** One connector, as this agent has it. */
export function ConnectorRow({ row, readOnly, onToggle }: ConnectorRowProps) {
  const id = useId()
  const { toggle, covered, logo, family, toolCount } = row
  return (
    <li className="flex items-center gap-3.5 px-4 py-3">
      <div className={clsx(covered && 'opacity-50')}>
        <Logo src={logo} family={family} />
      </div>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span id={id} className={clsx('font-medium wrap-anywhere', covered && 'text-ink-faint')}>
            {toggle.name}
          </span>
          {!covered && <StatusPill status={toggle.status} seenFrom="agent" />}
        </div>
        <div id={`${id}-about`}>
          {covered ? (
            <p className="text-xs text-ink-soft">{COVERED}</p>
          ) : (
            <>
              {toggle.status !== 'connected' && <NotUsable row={row} />}
              <Origin
                choice={row}
                name={toggle.name}
                readOnly={readOnly}
                onFollow={() => onToggle('inherit')}
              >
                {toggle.status === 'connected' && Boolean(toolCount) && (
                  <span>{count(toolCount ?? 0, 'tool')}</span>
                )}
              </Origin>
            </>
          )}
        </div>
      </div>
      <Switch
        checked={row.on}
        onCheckedChange={() => onToggle(flipped(row, toggle.state))}
        labelledBy={id}
        describedBy={`${id}-about`}
        readOnly={readOnly || covered}
      />
    </li>
  )
}

/** What a toggle alone cannot do, and where it is mended. */
function NotUsable({ row: { toggle, on } }: { row: PickerRow }) {
  const mayConnect = useMay('connectors.manage')
  const verb = toggle.status === 'needs_reconnect' ? 'Reconnect' : 'Connect'
  return (
    <p className="text-xs text-ink-soft">
      {on && 'Runs skip it until it is usable. '}
      {mayConnect ? (
        <TextLink to="/agents/connectors/$connector" params={{ connector: toggle.slug }}>
          {`${verb} ${toggle.name} for the account`}
        </TextLink>
      ) : (
        <>
          {`An owner or admin can ${verb.toLowerCase()} it on `}
          <TextLink to="/agents/connectors/$connector" params={{ connector: toggle.slug }}>
            its page
          </TextLink>
          .
        </>
      )}
    </p>
  )
}
