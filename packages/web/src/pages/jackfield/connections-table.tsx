import type { ConnectionMap } from '@jackfield/sdk'
import clsx from 'clsx'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useMemo, useState } from 'react'
import { Jack } from '../../kit/jack.tsx'
import type { JackState } from '../../kit/jack.tsx'
import { LoadMore } from '../../kit/load-more.tsx'
import { Table, Td } from '../../kit/table.tsx'
import type { Head } from '../../kit/table.tsx'
import { TextLink } from '../../kit/text-link.tsx'
import { Ago, number } from '../../kit/words.tsx'
import { rowsOf, sortRows } from './table-rows.ts'
import type { Column, Row, Sorting } from './table-rows.ts'
import { PLATFORM_TOOLS } from '../../kit/platform-tools.ts'

const STEP = 100
const columns: { column: Column; label: string; numeric?: boolean }[] = [
  { column: 'agent', label: 'Agent' },
  { column: 'connector', label: 'Connector' },
  { column: 'state', label: 'In a run' },
  { column: 'calls', label: 'Calls in 7 days', numeric: true },
  { column: 'errors', label: 'Errors', numeric: true },
  { column: 'last', label: 'Last call' },
]

/** What the picture shows, as a table that can be sorted. */
export function ConnectionsTable({ map }: { map: ConnectionMap }) {
  const [sorting, setSorting] = useState<Sorting>({ column: 'agent', descending: false })
  const [shown, setShown] = useState(STEP)
  const rows = useMemo(() => sortRows(rowsOf(map), sorting), [map, sorting])
  return (
    <div className="space-y-2">
      <Table
        caption="Which agent is plugged into which connector"
        heads={columns.map((one) => sortableHead(one, sorting, setSorting))}
      >
        {rows.slice(0, shown).map((row) => (
          <ConnectionRow key={`${row.agent?.id} ${row.connector?.id}`} row={row} />
        ))}
      </Table>
      <LoadMore more={rows.length > shown} busy={false} onLoad={() => setShown(shown + STEP)} />
    </div>
  )
}

/** The first press sorts as people look for it: names from A, numbers and times from the top. */
function sortableHead(
  { column, label, numeric }: (typeof columns)[number],
  sorting: Sorting,
  onSort: (sorting: Sorting) => void,
): Head {
  const active = sorting.column === column
  const first = numeric === true || column === 'last'
  const Arrow = sorting.descending ? ArrowDown : ArrowUp
  return {
    sorted: active ? (sorting.descending ? 'descending' : 'ascending') : 'none',
    ...(numeric && { className: 'text-right' }),
    label: (
      <button
        type="button"
        onClick={() => onSort({ column, descending: active ? !sorting.descending : first })}
        className={clsx(
          '-mx-1 inline-flex h-8 items-center gap-1 rounded-control px-1 hover:text-ink',
          numeric && 'flex-row-reverse',
        )}
      >
        {label}
        <Arrow className={active ? 'size-3.5' : 'invisible size-3.5'} aria-hidden />
      </button>
    ),
  }
}

function ConnectionRow({ row: { agent, connector, cord, state } }: { row: Row }) {
  return (
    <tr>
      <Td className="max-w-64 min-w-36 wrap-anywhere">
        {agent && (
          <TextLink to="/agents/$agent/settings" params={{ agent: agent.id }}>
            {agent.name}
          </TextLink>
        )}
      </Td>
      <Td className="max-w-64 min-w-36 wrap-anywhere">
        {connector &&
          (connector.id === PLATFORM_TOOLS ? (
            connector.name
          ) : (
            <TextLink to="/agents/connectors/$connector" params={{ connector: connector.slug }}>
              {connector.name}
            </TextLink>
          ))}
      </Td>
      <Td>
        <span className="flex items-center gap-2 whitespace-nowrap">
          <Jack state={jackOf(cord)} className="size-3.5" />
          {state}
        </span>
      </Td>
      <Td className="text-right">{cord && number(cord.calls)}</Td>
      <Td className="text-right">{cord && number(cord.errors)}</Td>
      <Td className="text-ink-soft">{cord?.last_call_at && <Ago at={cord.last_call_at} />}</Td>
    </tr>
  )
}

function jackOf(cord: Row['cord']): JackState {
  if (!cord) return 'available'
  if (cord.used) return 'connected'
  return cord.reason === 'needs_reconnect' ? 'needs_reconnect' : 'skipped'
}
