import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { CopyBlock } from '../../../kit/copy-block.tsx'
import { schemaRows } from './schema-rows.ts'
import type { SchemaRow } from './schema-rows.ts'

export interface SchemaViewProps {
  schema: Record<string, unknown>
  title: string
  /** The tool's. */
  name: string
}

/** A JSON Schema as a list of values with what is said of each; as JSON on request, which leaves nothing out. */
export function SchemaView({ schema, title, name }: SchemaViewProps) {
  const [asJson, setAsJson] = useState(false)
  const rows = schemaRows(schema)
  return (
    <section aria-label={`${title}: ${name}`} className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-xs font-medium text-ink-soft">{title}</h3>
        <Button kind="quiet" size="small" aria-pressed={asJson} onClick={() => setAsJson(!asJson)}>
          {asJson ? 'Show as list' : 'Show as JSON'}
        </Button>
      </div>
      {asJson ? (
        <CopyBlock title={`JSON Schema of ${name}`} text={JSON.stringify(schema, null, 2)} />
      ) : rows.length === 0 ? (
        <p className="text-ink-soft">Nothing that is named.</p>
      ) : (
        <ul className="divide-y divide-hairline rounded-card border border-hairline bg-surface">
          {rows.map((row) => (
            <Value key={row.path} row={row} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Value({ row }: { row: SchemaRow }) {
  const { name, path, depth, type, required, description, notes } = row
  return (
    <li className="px-3 py-2" style={{ paddingLeft: `${0.75 + depth * 1.25}rem` }}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <code className="font-medium wrap-anywhere">
          {depth > 0 && <span className="sr-only">{path.slice(0, -name.length)}</span>}
          {name}
        </code>
        <span className="text-xs text-ink-soft">{type}</span>
        {required && <span className="text-xs font-medium text-accent">required</span>}
      </p>
      {description !== '' && (
        <p className="line-clamp-6 max-w-2xl text-ink-soft wrap-anywhere">{description}</p>
      )}
      {notes.map((note) => (
        <p key={note} className="max-w-2xl text-xs text-ink-soft wrap-anywhere">
          {note}
        </p>
      ))}
    </li>
  )
}
