import { authorise } from '../authorise.ts'
import type { Context, Services, Tx } from '../context.ts'
import { notFound } from '../errors.ts'
import type { ConnectorLogoTable } from '../storage/connector-logo-table.ts'
import { fetchPicture } from './fetch-picture.ts'
import { isFresh, sourceHash } from './logo.ts'
import { requireConnector } from './require-connector.ts'

/** A picture that can be shown. */
export interface Logo {
  mediaType: string
  bytes: Uint8Array
}

/** Under way in this process, by connector and address: a page asks for all of them at once. */
const running = new WeakMap<Services, Map<string, Promise<Logo | undefined>>>()

/**
 * The picture that somebody gave a connector, from the hub's own copy. It is fetched when it is asked for, at most
 * once a day; when it cannot be had, again after an hour, and a picture from before is kept meanwhile. A copy is no
 * change of the account, so it leaves no trace in the audit log.
 * @throws Refusal `not_found` when there is none, or it cannot be had
 */
export async function readLogo({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<Logo> {
  authorise(ctx, 'read')
  const { id, logo_url: url } = await requireConnector(ctx, input.id)
  if (!url) throw notFound('logo')
  const kept = await readCopy(ctx, id, url)
  const logo = kept && isFresh(kept) ? kept.logo : await fetchOnce(ctx, id, url)
  if (!logo) throw notFound('logo')
  return logo
}

async function readCopy(ctx: Context, id: string, url: string) {
  const row = await ctx.db
    .selectFrom('connector_logos')
    .select(['media_type', 'picture', 'failure', 'fetched_at'])
    .where('account_id', '=', ctx.accountId)
    .where('connector_id', '=', id)
    .where('source_hash', '=', sourceHash(url))
    .executeTakeFirst()
  if (!row) return undefined
  const { media_type: mediaType, picture: bytes, failure, fetched_at } = row
  return { failure, fetched_at, logo: mediaType && bytes ? { mediaType, bytes } : undefined }
}

function fetchOnce(ctx: Context, id: string, url: string): Promise<Logo | undefined> {
  const flights = running.get(ctx.services) ?? new Map<string, Promise<Logo | undefined>>()
  running.set(ctx.services, flights)
  const name = `${id} ${sourceHash(url)}`
  const flight = flights.get(name) ?? fetchAndKeep(ctx, id, url).finally(() => flights.delete(name))
  flights.set(name, flight)
  return flight
}

async function fetchAndKeep(ctx: Context, id: string, url: string): Promise<Logo | undefined> {
  // Another request may have brought it since this one looked.
  const before = await readCopy(ctx, id, url)
  if (before && isFresh(before)) return before.logo
  const fetched = await fetchPicture(ctx.services.net, url)
  const failure = 'failure' in fetched ? fetched.failure : null
  const logo = 'failure' in fetched ? before?.logo : fetched
  const copy = {
    source_hash: sourceHash(url),
    media_type: logo?.mediaType ?? null,
    picture: logo?.bytes ?? null,
    failure,
    fetched_at: new Date(),
  }
  await ctx.db.transaction().execute(async (tx) => {
    // It may have been removed, or got another logo, while somebody's slow server was asked.
    const same = await tx
      .selectFrom('connectors')
      .select('id')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', id)
      .where('logo_url', '=', url)
      .forKeyShare()
      .executeTakeFirst()
    if (same) await keepCopy(tx, { connector_id: id, account_id: ctx.accountId, ...copy })
  })
  return logo
}

async function keepCopy(tx: Tx, copy: ConnectorLogoTable): Promise<void> {
  await tx
    .insertInto('connector_logos')
    .values(copy)
    .onConflict((conflict) => conflict.column('connector_id').doUpdateSet(copy))
    .execute()
}
