import { areas } from '@jackfield/platform'
import type { Connector, PlatformConnectInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { commitChange } from '../audit/commit-change.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readConnectorAnswer } from '../custom-connectors/connector-answer.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { Refusal } from '../errors.ts'
import { newId } from '../ids.ts'

/**
 * Connects an area of the Sales Platform: one click, no sign-in, Connected at once (CON-2, PLT-3).
 * @throws Refusal `invalid` for an area that does not exist, `conflict` when it is connected already
 */
export async function connectArea({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof PlatformConnectInput>
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  if (!areas.some((area) => area.slug === input.area)) throw unknownArea(input.area)
  const connector = await requireConnector(ctx, input.area)
  if (connector.connection_id) throw new Refusal('conflict', `${connector.name} is connected already.`)
  await commitChange(ctx, async (tx, record) => {
    await tx
      .insertInto('connections')
      .values({
        id: newId('cxn'),
        account_id: ctx.accountId,
        connector_id: connector.id,
        status: 'connected',
      })
      // Two clicks at once are one connection (CON-20).
      .onConflict((conflict) => conflict.column('connector_id').doNothing())
      .execute()
    record({ action: 'connection.connected', connectorId: connector.id, detail: { name: connector.name } })
  })
  return readConnectorAnswer(ctx, connector.id)
}

function unknownArea(area: string): Refusal {
  const valid_values = areas.map(({ slug }) => slug)
  return new Refusal('invalid', `area: there is no area "${area}".`, {
    issues: [{ field: 'area', message: 'is no area of the Sales Platform.', valid_values }],
  })
}
