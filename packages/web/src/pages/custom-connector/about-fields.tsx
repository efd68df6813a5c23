import { useQuery } from '@tanstack/react-query'
import { queries } from '../../hub/queries.ts'
import { Logo } from '../../kit/logo.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { keyOf } from './connector-key.ts'
import type { PartProps } from './part-props.ts'
import { urlProblem } from './url-rules.ts'

/** What people see of it: on its card, and in front of its tools. */
export function AboutFields({ draft, change, connector }: PartProps) {
  const connectors = useQuery(queries.connectors())
  const key = connector?.slug ?? keyOf(draft.name)
  const owner = connector ? undefined : connectors.data?.items.find(({ slug }) => slug === key)
  return (
    <section aria-label="About the connector" className="space-y-5">
      <div className="flex items-start gap-4">
        <span className="mt-6.5">
          <Logo src={connector?.logo ?? null} family="custom" />
        </span>
        <div className="min-w-0 flex-1 space-y-2">
          <TextField
            label="Name"
            name="name"
            required
            maxLength={60}
            autoComplete="off"
            placeholder="My Warehouse MCP"
            hint="Shown on the connector card."
            error={owner && `The key “${key}” belongs to ${owner.name}. Choose another name.`}
            value={draft.name}
            onValueChange={(name) => change({ name })}
          />
          {!owner && <Key name={draft.name} toolKey={key} stays={connector !== undefined} />}
        </div>
      </div>
      <TextArea
        label="Description"
        name="description"
        optional
        maxLength={2000}
        rows={2}
        hint="What the connector does."
        value={draft.description}
        onValueChange={(description) => change({ description })}
      />
      <TextField
        label="Logo URL"
        name="logo_url"
        optional
        type="url"
        maxLength={2048}
        autoComplete="off"
        mono
        hint="The hub fetches the picture after saving and keeps a copy. Falls back to the default icon if blank or unreachable."
        validate={urlProblem}
        value={draft.logoUrl}
        onValueChange={(logoUrl) => change({ logoUrl })}
      />
    </section>
  )
}

/** The key that tool names will begin with, while the name is typed; it stays when a connector is renamed (CUS-8). */
function Key({ name, toolKey, stays }: { name: string; toolKey: string; stays: boolean }) {
  return (
    <output className="block min-h-5 text-xs text-ink-soft wrap-anywhere">
      {name.trim() !== '' && toolKey === '' && 'Needs at least one letter or digit: its key is made from it.'}
      {toolKey !== '' && (
        <>
          Agents see its tools as <code className="text-ink">{toolKey}__…</code>
          {stays && '; this key stays when you rename it.'}
        </>
      )}
    </output>
  )
}
