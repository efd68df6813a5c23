import type { Context } from '../context.ts'
import type { Target } from '../connectors/connector.ts'
import { openServerCredential } from '../credentials/open-credential.ts'
import type { Transport, UpstreamServer } from '../upstream.ts'

/** What a query must select so that its row can be reached. */
export interface ConnectionRow {
  connector_id: string
  connection_id: string
  name: string
  transport: Transport
  revision: number
  server: UpstreamServer | null
  server_at: Date | null
}

/** The upstream behind a connection, as `scope` reaches it. The credential stays sealed until a client is opened. */
export function targetOf(ctx: Context, row: ConnectionRow, scope: string): Target {
  return {
    accountId: ctx.accountId,
    connectorId: row.connector_id,
    connectionId: row.connection_id,
    name: row.name,
    revision: row.revision,
    transport: row.transport,
    scope,
    known: row.server && row.server_at ? { server: row.server, at: row.server_at } : null,
    address: () => openServerCredential({ ctx, connectionId: row.connection_id }),
  }
}
