import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { Refusal } from '../errors.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { listTools } from './list-tools.ts'
import { requireCustomConnector } from './require-connector.ts'

/** Reads the server's lists anew, now. @throws Refusal `upstream` when it cannot be reached */
export async function refreshConnector({ ctx, input }: { ctx: Context; input: { id: string } }) {
  authorise(ctx, 'connectors.manage')
  const connector = await requireCustomConnector(ctx, input.id)
  if (!connector.connection_id)
    throw new Refusal('conflict', `${connector.name} is not connected.`, { hint: 'Connect it first.' })
  const { ok, failure } = await refreshTools(ctx, connector.id)
  if (!ok)
    throw new Refusal('upstream', failure?.message ?? `${connector.name} cannot be reached.`, {
      details: { failure: failure?.kind },
    })
  return listTools({ ctx, input: { id: connector.id } })
}
