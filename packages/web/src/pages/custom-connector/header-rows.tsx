import { Plus } from 'lucide-react'
import { Button } from '../../kit/button.tsx'
import type { HeaderDraft } from './draft.ts'
import { moves } from './draft.ts'
import type { PartProps } from './part-props.ts'
import { HeaderRow } from './header-row.tsx'

/** As many as the hub takes. */
const MOST = 32

/** The custom headers: names in sight, values never (CUS-4, CUS-23). */
export function HeaderRows({ draft, change, connector }: PartProps) {
  const { headers } = draft
  const moved = connector !== undefined && moves(draft, connector)
  const add = () => {
    const key = Math.max(-1, ...headers.map((header) => header.key)) + 1
    change({ headers: [...headers, { key, name: '', value: '', stored: false }] })
  }
  const set = (key: number, part: Partial<HeaderDraft>) =>
    change({ headers: headers.map((header) => (header.key === key ? { ...header, ...part } : header)) })
  return (
    <fieldset className="space-y-3">
      <legend className="text-sm font-medium">Custom headers</legend>
      <p className="text-xs text-ink-soft">
        Sent on every request, typically an auth token like <code>Authorization: Bearer …</code>. Values are
        stored encrypted and never shown again.
        {moved && headers.some(({ stored }) => stored) && (
          <span className="mt-1 block font-medium text-warn">
            The connector moves to another server, so every value has to be entered again: the stored ones
            were given for the old one.
          </span>
        )}
      </p>
      {headers.length > 0 && (
        <ul className="space-y-3">
          {headers.map((header, index) => (
            <li key={header.key}>
              <HeaderRow
                header={header}
                index={index}
                headers={headers}
                moved={moved}
                onChange={(part) => set(header.key, part)}
                onRemove={() => change({ headers: headers.filter(({ key }) => key !== header.key) })}
              />
            </li>
          ))}
        </ul>
      )}
      {headers.length < MOST && (
        <Button size="small" icon={<Plus className="size-3.5" aria-hidden />} onClick={add}>
          Add a header
        </Button>
      )}
    </fieldset>
  )
}
