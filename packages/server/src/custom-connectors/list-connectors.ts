import type { z } from 'zod'
import type { ConnectorList, ConnectorQuery } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readConnectorAnswers } from './connector-answer.ts'
import { nativeIntegrations } from './native-integrations.ts'

/** The account's connectors, filtered (CAT-18). "Available" is everything that is not connected (STA-7). */
export async function listConnectors({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof ConnectorQuery>
}): Promise<z.input<typeof ConnectorList>> {
  authorise(ctx, 'read')
  const text = input.q?.trim().toLowerCase()
  const items = (await readConnectorAnswers(ctx)).filter(
    (connector) =>
      (input.family === undefined || connector.family === input.family) &&
      (input.status === undefined ||
        connector.status === input.status ||
        (input.status === 'available' && connector.status !== 'connected')) &&
      (input.category === undefined || connector.app?.category === input.category) &&
      (!text ||
        [connector.name, connector.slug, connector.description].some((field) =>
          field.toLowerCase().includes(text),
        )),
  )
  return { items, native: text ? nativeIntegrations(text) : [] }
}
