import type { AgentToggle } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../context.ts'

export type Toggle = z.output<typeof AgentToggle>

/** What a status is called on an agent (STA-2); every label follows from the status alone (STA-6). */
const labels: Record<Toggle['status'], string> = {
  connected: 'Connected',
  needs_reconnect: 'Needs reconnect',
  available: 'Not connected',
}

/** The exact words of a toggle that the big one covers (PLT-5, UX-11). */
export const COVERED = 'Already covered by Sales Platform tools above'

/** Every connector of the account as one agent sees it, by name: what it says, what its template says, and what follows. */
export async function loadToggles(
  db: Db,
  accountId: string,
  agentId: string,
  platformTools: boolean,
): Promise<Toggle[]> {
  const rows = await db
    .selectFrom('connectors as c')
    .innerJoin('agents as a', 'a.account_id', 'c.account_id')
    .leftJoin('connections as x', (join) =>
      join.onRef('x.connector_id', '=', 'c.id').onRef('x.account_id', '=', 'c.account_id'),
    )
    .leftJoin('toggles as t', (join) =>
      join.onRef('t.agent_id', '=', 'a.id').onRef('t.connector_id', '=', 'c.id'),
    )
    .leftJoin('template_connectors as d', (join) =>
      join.onRef('d.template_id', '=', 'a.template_id').onRef('d.connector_id', '=', 'c.id'),
    )
    .where('c.account_id', '=', accountId)
    .where('a.id', '=', agentId)
    .select(['c.id', 'c.family', 'c.slug', 'c.name', 'x.status', 't.state', 'd.connector_id as default'])
    .orderBy(sql`lower(c.name)`)
    .orderBy('c.slug')
    .execute()
  return rows.map((row) => {
    const status = row.status ?? 'available'
    const state = row.state ?? 'inherit'
    const default_on = row.default !== null
    const on = state === 'on' || (state === 'inherit' && default_on)
    const covered = platformTools && row.family === 'platform'
    return {
      connector_id: row.id,
      slug: row.slug,
      name: row.name,
      status,
      state,
      default_on,
      on,
      covered,
      label: covered ? COVERED : labels[status],
    }
  })
}

/** What the picker lists: what the account has connected, and what is on (CONFLICT X3). */
export function isListed(toggle: Toggle): boolean {
  return toggle.status === 'connected' || toggle.on
}

/** "On, but not connected" in words (B7): such a connector is kept on and gives no tools until it is connected. */
export function toggleWarnings(toggles: Toggle[]): string[] {
  return toggles
    .filter((toggle) => toggle.on && !toggle.covered && toggle.status !== 'connected')
    .map(toggleWarning)
}

function toggleWarning(toggle: Toggle): string {
  return toggle.status === 'needs_reconnect'
    ? `${toggle.name} is on, but needs reconnect: its tools are absent until an admin reconnects it.`
    : `${toggle.name} is on, but not connected: its tools are absent until an admin connects it.`
}
