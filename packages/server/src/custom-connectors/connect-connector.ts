import type { z } from 'zod'
import type { ConnectInput, Connector } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { openConnection } from '../connections/open-connection.ts'
import { invalid, Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { readConnectorAnswer } from './connector-answer.ts'
import { requestHeaders } from './request-headers.ts'
import type { Header } from './request-headers.ts'
import { requireCustomConnector } from './require-connector.ts'
import type { CustomConnectorRow } from './require-connector.ts'

type Input = z.output<typeof ConnectInput> & { id: string }

/**
 * Connects a custom connector again after a disconnect; toggles are as they were (CON-11). Secrets were destroyed,
 * so every header that was stored must be given again.
 * @throws Refusal `conflict` when it is connected (CON-8), `invalid` naming what is missing
 */
export async function connectConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: Input
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireCustomConnector(ctx, input.id)
  if (connector.connection_id)
    throw new Refusal('conflict', `${connector.name} is connected already.`, {
      hint: 'Edit it, or disconnect it first.',
    })
  const headers = requestHeaders(input)
  refuseMissing(connector, headers)
  const url = urlOf(connector, input)
  await checkUrl(url, { allowed: ctx.services.allowedHosts })
  await commitChange(ctx, async (tx, record) => {
    await openConnection({ tx, ctx, connectorId: connector.id, secret: { url, headers } })
    await tx
      .updateTable('connectors')
      .set({ header_names: json(headers.map((header) => header.name)), updated_at: new Date() })
      .where('id', '=', connector.id)
      .execute()
    record({ action: 'connection.connected', connectorId: connector.id, detail: { name: connector.name } })
  })
  await refreshTools(ctx, connector.id)
  return readConnectorAnswer(ctx, connector.id)
}

function refuseMissing(connector: CustomConnectorRow, headers: Header[]): void {
  const given = new Set(headers.map((header) => header.name.toLowerCase()))
  const missing = connector.header_names.filter((name) => !given.has(name.toLowerCase()))
  if (missing.length > 0)
    throw invalid(
      'headers',
      `need a value for ${missing.join(', ')} again: disconnecting destroyed what was stored.`,
    )
}

/** The masked URL is the whole URL unless it held secrets. It must lead to the same server as before. */
function urlOf(connector: CustomConnectorRow, input: Input): string {
  if (input.url === undefined) {
    if (connector.url_masked.includes('***'))
      throw invalid('url', 'is needed again: it held secrets, which disconnecting destroyed.')
    return connector.url_masked
  }
  if (maskUrl(input.url) !== connector.url_masked)
    throw invalid(
      'url',
      `must be ${connector.url_masked} as before.`,
      'To move the connector to another address, edit it.',
    )
  return input.url
}
