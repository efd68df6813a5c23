import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { ButtonLink } from '../../../kit/button-link.tsx'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { ConnectorRow } from './connector-row.tsx'
import { connectorChoices, platformChoice } from './draft.ts'
import { Hints } from './hints.tsx'
import { ResetDialog } from './reset-dialog.tsx'
import type { SettingsSectionProps } from './texts-section.tsx'
import { grouped, pickerRows } from './toggle-groups.ts'
import type { PickerRow } from './toggle-groups.ts'

/** So many need no search. */
const A_GLANCE = 10

/** What the account has connected, and whether this agent uses it. */
export function ConnectorsSection({ agent, edit, readOnly }: SettingsSectionProps) {
  const connectors = useQuery(queries.connectors())
  const [resetting, setResetting] = useState(false)
  return (
    <Section
      title="Connectors"
      id="connectors"
      lead={
        <>
          What is connected for the account, and on for this agent. More is on the{' '}
          <TextLink to="/agents/connectors">Connectors page</TextLink>.
        </>
      }
      actions={
        agent.customized &&
        !readOnly && (
          <Button size="small" onClick={() => setResetting(true)}>
            Reset to default
          </Button>
        )
      }
    >
      <Loaded query={connectors} skeleton={<SkeletonList count={4} className="space-y-2" item="h-16" />}>
        {({ items }) => {
          const rows = pickerRows(
            connectorChoices(agent, edit.draft),
            items,
            platformChoice(agent, edit.draft).on,
          )
          return rows.length === 0 ? (
            <NothingConnected />
          ) : (
            <Picker rows={rows} agent={agent} edit={edit} readOnly={readOnly} />
          )
        }}
      </Loaded>
      {resetting && <ResetDialog agent={agent} open onOpenChange={setResetting} />}
    </Section>
  )
}

function Picker({ rows, agent, edit, readOnly }: SettingsSectionProps & { rows: PickerRow[] }) {
  const [text, setText] = useState('')
  const groups = grouped(rows, text)
  return (
    <div className="space-y-5">
      <Hints agent={agent} rows={rows} />
      {rows.length > A_GLANCE && (
        <SearchField label="Search connectors" value={text} onValueChange={setText} className="sm:max-w-80" />
      )}
      {groups.map((group) => (
        <div key={group.title} className="space-y-2">
          <h3 className="text-xs font-medium text-ink-soft">{group.title}</h3>
          <ul className="divide-y divide-hairline rounded-card border border-hairline bg-surface">
            {group.rows.map((row) => (
              <ConnectorRow
                key={row.toggle.connector_id}
                row={row}
                readOnly={readOnly}
                onToggle={(state) => edit.toggle(row.toggle.connector_id, state)}
              />
            ))}
          </ul>
        </div>
      ))}
      {groups.length === 0 && (
        <p className="text-ink-soft">
          Nothing that is connected is called "{text.trim()}".{' '}
          <TextLink to="/agents/connectors" search={{ q: text.trim() }}>
            Look for it on the Connectors page
          </TextLink>
        </p>
      )}
    </div>
  )
}

function NothingConnected() {
  const mayConnect = useMay('connectors.manage')
  return (
    <EmptyState
      title="Nothing is connected yet"
      action={
        <ButtonLink to="/agents/connectors" kind="primary">
          Go to the Connectors page
        </ButtonLink>
      }
    >
      {mayConnect
        ? 'Connect an app, an area of your sales platform or your own server for the account. Then turn it on for this agent, here.'
        : 'An owner or admin connects apps for the account. Then you can turn them on for this agent, here.'}
    </EmptyState>
  )
}
