import type { z } from 'zod'
import type { Connector, CustomConnectorInput } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context } from '../context.ts'
import { openConnection } from '../connections/open-connection.ts'
import { newId } from '../ids.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { requireAcknowledgement } from './acknowledgement.ts'
import { checkLogo } from './logo.ts'
import { readConnectorAnswer } from './connector-answer.ts'
import { requestHeaders } from './request-headers.ts'
import type { Header } from './request-headers.ts'
import { slugOf, withFreeSlug } from './slug.ts'

type Input = z.output<typeof CustomConnectorInput>

/**
 * Adds a custom MCP connector and connects it (CUS-1 to CUS-14). It is stored even when its server cannot be
 * reached now: the answer's `probe` says so.
 */
export async function addConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: Input
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  requireAcknowledgement(input.acknowledged)
  const slug = slugOf(input.name)
  const headers = requestHeaders(input)
  checkLogo(input.logo_url)
  await checkUrl(input.url, { allowed: ctx.services.allowedHosts })
  const id = newId('con')
  await withFreeSlug(slug, () =>
    commitChange(ctx, async (tx, record) => {
      await tx
        .insertInto('connectors')
        .values(connectorRow(ctx, id, slug, input, headers))
        .execute()
      await openConnection({ tx, ctx, connectorId: id, secret: { url: input.url, headers } })
      const { name } = input
      const detail = { name, slug, url: maskUrl(input.url), headers: headers.map((header) => header.name) }
      record({ action: 'connector.added', connectorId: id, detail })
    }),
  )
  await refreshTools(ctx, id)
  return readConnectorAnswer(ctx, id)
}

function connectorRow(ctx: Context, id: string, slug: string, input: Input, headers: Header[]) {
  return {
    id,
    account_id: ctx.accountId,
    family: 'custom' as const,
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
    acknowledged_at: new Date(),
    created_by: ctx.actor.id,
  }
}
