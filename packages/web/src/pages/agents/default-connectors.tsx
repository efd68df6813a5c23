import type { Connector } from '@jackfield/sdk'
import { useId, useState } from 'react'
import { Checkbox } from '../../kit/checkbox.tsx'
import { COVERED } from '../../kit/covered.ts'
import { SearchField } from '../../kit/search-field.tsx'
import { StatusPill } from '../../kit/status-pill.tsx'
import { count } from '../../kit/words.tsx'

/** So many need no search. */
const A_GLANCE = 10

export interface DefaultConnectorsProps {
  connectors: Connector[]
  chosen: string[]
  onChange(chosen: string[]): void
  /** The Sales Platform tools are on, which cover every area. */
  covered: boolean
  readOnly: boolean
}

/** Which connectors are on for agents that follow a template. What is connected comes first. */
export function DefaultConnectors({
  connectors,
  chosen,
  onChange,
  covered,
  readOnly,
}: DefaultConnectorsProps) {
  const [text, setText] = useState('')
  const id = useId()
  const wanted = text.trim().toLowerCase()
  const found = connectors.filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted))
  const tick = (connector: string, on: boolean) =>
    onChange(on ? [...chosen, connector] : chosen.filter((one) => one !== connector))
  return (
    <fieldset aria-labelledby={id} className="space-y-2.5">
      <div className="flex flex-wrap items-end justify-between gap-2">
        <div>
          <h3 id={id} className="font-medium">
            Connectors
          </h3>
          <p className="text-xs text-ink-soft">
            {chosen.length === 0
              ? 'None is on by default'
              : `${count(chosen.length, 'connector')} on by default`}
          </p>
        </div>
        {connectors.length > A_GLANCE && (
          <SearchField label="Search connectors" value={text} onValueChange={setText} className="sm:w-56" />
        )}
      </div>
      <ul className="max-h-72 divide-y divide-hairline overflow-y-auto rounded-card border border-hairline">
        {found.map((connector) => {
          const isCovered = covered && connector.family === 'platform'
          return (
            <li key={connector.id} className="flex items-start justify-between gap-3 px-3.5 py-2">
              <Checkbox
                label={connector.name}
                {...(isCovered && { hint: COVERED })}
                checked={chosen.includes(connector.id)}
                onCheckedChange={(on) => tick(connector.id, on)}
                disabled={readOnly || isCovered}
              />
              <StatusPill status={connector.status} seenFrom="agent" />
            </li>
          )
        })}
        {found.length === 0 && (
          <li className="px-3.5 py-3 text-ink-soft">
            {connectors.length === 0
              ? 'The account has no connectors yet.'
              : `No connector is called "${text.trim()}".`}
          </li>
        )}
      </ul>
    </fieldset>
  )
}
