import type { Context } from '../../src/context.ts'
import { newId } from '../../src/ids.ts'

/** A connector and its connection, without a credential; answers the connection's id. */
export async function addConnection({ accountId, db }: Context): Promise<string> {
  const [connector_id, id] = [newId('con'), newId('cxn')]
  await db
    .insertInto('connectors')
    .values({
      id: connector_id,
      account_id: accountId,
      family: 'custom',
      slug: `notes-${connector_id.slice(-6)}`,
      name: 'Notes',
      description: '',
      logo_url: null,
      transport: 'streamable-http',
      url_masked: 'https://notes.example/mcp',
      header_names: '[]',
      read_only: false,
      trust_hints: false,
      acknowledged_by: 'Ada',
      created_by: 'Ada',
    })
    .execute()
  await db
    .insertInto('connections')
    .values({ id, account_id: accountId, connector_id, status: 'connected' })
    .execute()
  return id
}
