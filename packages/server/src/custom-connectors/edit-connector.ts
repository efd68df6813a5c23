import type { z } from 'zod'
import type { Connector, CustomConnectorPatch } from '@jackfield/sdk/contract'
import { sql } from 'kysely'
import { authorise } from '../authorise.ts'
import { commitChange } from '../audit/commit-change.ts'
import type { Context, Tx } from '../context.ts'
import type { ServerCredential } from '../credentials/credential.ts'
import { openServerCredential } from '../credentials/open-credential.ts'
import { storeCredential } from '../credentials/store-credential.ts'
import { Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { maskUrl } from '../net/mask-url.ts'
import { json } from '../storage/json.ts'
import { effectOf } from '../toolsets/clean-definition.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { requireAcknowledgement } from './acknowledgement.ts'
import { readConnectorAnswer } from './connector-answer.ts'
import { checkLogo } from './logo.ts'
import { mergeHeaders } from './merge-headers.ts'
import { requireCustomConnector } from './require-connector.ts'
import type { CustomConnectorRow } from './require-connector.ts'

type Patch = z.output<typeof CustomConnectorPatch>

/**
 * Edits a connector in place: id, slug and toggles stay (CUS-22). Secrets that are not given are kept (CUS-23).
 * Another address or other headers need the acknowledgement again.
 * @throws Refusal `version_conflict` when somebody saved in between, `conflict` when it is disconnected and the edit
 * is about how to reach it
 */
export async function editConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: Patch & { id: string }
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireCustomConnector(ctx, input.id)
  checkLogo(input.logo_url)
  const reach = changesReach(input) ? await newReach(ctx, connector, input) : undefined
  await commitChange(ctx, async (tx, record) => {
    await updateConnector(tx, ctx, connector, input, reach)
    if (reach) await updateReach(tx, ctx, reach)
    if (input.trust_hints !== undefined && input.trust_hints !== connector.trust_hints)
      await judgeAgain(tx, connector.id, input.trust_hints)
    record({
      action: 'connector.edited',
      connectorId: connector.id,
      detail: {
        fields: Object.keys(input).filter((field) => !['id', 'version', 'acknowledged'].includes(field)),
      },
    })
  })
  if (reach) await refreshTools(ctx, connector.id)
  return readConnectorAnswer(ctx, connector.id)
}

interface Reach {
  connectionId: string
  secret: ServerCredential
  /** Another server, as far as anyone can tell: what was accepted of the old one does not count. */
  moved: boolean
}

function changesReach(input: Patch): boolean {
  return [input.url, input.transport, input.headers, input.token].some((field) => field !== undefined)
}

async function newReach(ctx: Context, connector: CustomConnectorRow, input: Patch): Promise<Reach> {
  if (!connector.connection_id)
    throw new Refusal(
      'conflict',
      `${connector.name} is not connected, so its address and headers cannot be edited.`,
      { hint: 'Connect it first.' },
    )
  const stored = await openServerCredential({ ctx, connectionId: connector.connection_id })
  const url = input.url ?? stored.url
  const moved =
    new URL((await checkUrl(url, { allowed: ctx.services.allowedHosts })).href).origin !==
    new URL(stored.url).origin
  const headers = mergeHeaders(stored.headers, input, moved)
  if (moved || JSON.stringify(headers) !== JSON.stringify(stored.headers))
    requireAcknowledgement(input.acknowledged)
  return { connectionId: connector.connection_id, secret: { url, headers }, moved }
}

async function updateConnector(
  tx: Tx,
  ctx: Context,
  connector: CustomConnectorRow,
  input: Patch,
  reach: Reach | undefined,
): Promise<void> {
  const updated = await tx
    .updateTable('connectors')
    .set({
      name: input.name,
      description: input.description,
      logo_url: input.logo_url,
      transport: input.transport,
      read_only: input.read_only,
      trust_hints: input.trust_hints,
      ...(reach
        ? {
            url_masked: maskUrl(reach.secret.url),
            header_names: json(reach.secret.headers.map((header) => header.name)),
          }
        : {}),
      ...(reach && input.acknowledged
        ? { acknowledged_by: ctx.actor.name, acknowledged_at: new Date() }
        : {}),
      version: sql`version + 1`,
      updated_at: new Date(),
    })
    .where('account_id', '=', ctx.accountId)
    .where('id', '=', connector.id)
    .where('version', '=', input.version)
    .executeTakeFirst()
  if (updated.numUpdatedRows > 0n) return
  throw new Refusal('version_conflict', 'Somebody else saved this connector in between.', {
    hint: 'Read it again, and repeat your change on top.',
    details: { current: await readConnectorAnswer({ ...ctx, db: tx }, connector.id) },
  })
}

async function updateReach(tx: Tx, ctx: Context, { connectionId, secret, moved }: Reach): Promise<void> {
  await storeCredential({ tx, ctx, connectionId, secret })
  const connection = await tx
    .updateTable('connections')
    .set({
      revision: sql`revision + 1`,
      status: 'connected',
      status_reason: null,
      status_at: new Date(),
      server: null,
      server_at: null,
      probe: null,
      ...(moved ? { catalog: null, catalog_hash: null, listed_at: null } : {}),
    })
    .where('id', '=', connectionId)
    .returning('connector_id')
    .executeTakeFirstOrThrow()
  if (moved) await tx.deleteFrom('tools').where('connector_id', '=', connection.connector_id).execute()
}

async function judgeAgain(tx: Tx, connectorId: string, trustHints: boolean): Promise<void> {
  const tools = await tx
    .selectFrom('tools')
    .select(['name', 'definition'])
    .where('connector_id', '=', connectorId)
    .execute()
  for (const { name, definition } of tools) {
    await tx
      .updateTable('tools')
      .set({ effect: effectOf(definition, trustHints) })
      .where('connector_id', '=', connectorId)
      .where('name', '=', name)
      .execute()
  }
}
