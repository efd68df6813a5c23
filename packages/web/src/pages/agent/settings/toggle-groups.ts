import type { Connector } from '@jackfield/sdk'
import type { ConnectorChoice } from './draft.ts'

type Family = Connector['family']

/** A connector's row in the picker: what the agent says of it, and what is known of it beyond that. */
export interface PickerRow extends ConnectorChoice {
  family: Family
  logo: string | null
  toolCount: number | undefined
  /** The Sales Platform tools give it already (PLT-5). */
  covered: boolean
}

export interface PickerGroup {
  title: string
  rows: PickerRow[]
}

const titles: [Family, string][] = [
  ['platform', 'From your sales platform'],
  ['app', 'External apps'],
  ['custom', 'Custom'],
]

/** Adds family and logo to what the agent says. @param platformOn the Sales Platform tools are on in the draft */
export function pickerRows(
  choices: ConnectorChoice[],
  connectors: Connector[],
  platformOn: boolean,
): PickerRow[] {
  const known = new Map(connectors.map((connector) => [connector.id, connector]))
  return choices.map((choice) => {
    const connector = known.get(choice.toggle.connector_id)
    const family = connector?.family ?? (choice.toggle.covered ? 'platform' : 'custom')
    return {
      ...choice,
      family,
      logo: connector?.logo ?? null,
      toolCount: connector?.tool_count,
      covered: platformOn && family === 'platform',
    }
  })
}

/** By family, in the order of the Connectors page; groups without a match are left out. */
export function grouped(rows: PickerRow[], text: string): PickerGroup[] {
  const wanted = text.trim().toLowerCase()
  const found = rows.filter(({ toggle }) => `${toggle.name} ${toggle.slug}`.toLowerCase().includes(wanted))
  return titles
    .map(([family, title]) => ({ title, rows: found.filter((row) => row.family === family) }))
    .filter((group) => group.rows.length > 0)
}
