import type { z } from 'zod'
import type { Connector, CustomConnectorInput } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { storeCredential } from '../credentials/store-credential.ts'
import { newId } from '../ids.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { requireAcknowledgement } from './acknowledgement.ts'
import { checkLogo } from './logo.ts'
import { readConnectorAnswer } from './connector-answer.ts'
import { requestHeaders } from './request-headers.ts'
import { refuseTakenSlug, slugOf } from './slug.ts'

/**
 * Adds a custom MCP connector and connects it (CUS-1 to CUS-14). It is stored even when its server cannot be
 * reached now: the answer's `probe` says so.
 */
export async function addConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof CustomConnectorInput>
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  requireAcknowledgement(input.acknowledged)
  const slug = slugOf(input.name)
  const headers = requestHeaders(input)
  checkLogo(input.logo_url)
  await checkUrl(input.url, { allowed: ctx.services.allowedHosts })
  const id = newId('con')
  await commitChange(ctx, async (tx, record) => {
    await refuseTakenSlug(tx, ctx.accountId, slug)
    await tx
      .insertInto('connectors')
      .values({
        id,
        account_id: ctx.accountId,
        family: 'custom',
        slug,
        name: input.name,
        description: input.description,
        logo_url: input.logo_url,
        transport: input.transport,
        url_masked: maskUrl(input.url),
        header_names: json(headers.map((header) => header.name)),
        read_only: input.read_only,
        trust_hints: input.trust_hints,
        acknowledged_by: ctx.actor.name,
        created_by: ctx.actor.id,
      })
      .execute()
    const connectionId = newId('cxn')
    await tx
      .insertInto('connections')
      .values({ id: connectionId, account_id: ctx.accountId, connector_id: id, status: 'connected' })
      .execute()
    await storeCredential({ tx, ctx, connectionId, secret: { url: input.url, headers } })
    record({
      action: 'connector.added',
      connectorId: id,
      detail: {
        name: input.name,
        slug,
        url: maskUrl(input.url),
        headers: headers.map((header) => header.name),
      },
    })
  })
  await refreshTools(ctx, id)
  return readConnectorAnswer(ctx, id)
}
