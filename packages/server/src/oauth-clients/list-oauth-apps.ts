import type { App } from '@jackfield/catalog/run'
import type { OAuthApps } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { curated } from '../apps/app-of.ts'
import { iconPath } from '../apps/icon-url.ts'
import { authorise } from '../authorise.ts'
import { loadEntryApps } from '../catalog-entries/load-entry-app.ts'
import type { Context } from '../context.ts'
import { installationClient } from './find-oauth-client.ts'
import { redirectUri } from './redirect-uri.ts'

type Answer = z.input<typeof OAuthApps>

/** What is set up, and what to register where, for every app that somebody can sign in to by OAuth (SEC-11). */
export async function listOAuthApps({ ctx }: { ctx: Context }): Promise<Answer> {
  authorise(ctx, 'connectors.manage')
  const entries = await loadEntryApps(ctx.db, ctx.accountId)
  const found = (await appConnectors(ctx)).flatMap((row) => {
    const app = (row.created_by === 'system' ? curated : entries).get(row.slug)
    return app ? [{ app, row }] : []
  })
  const items = found
    .toSorted((a, b) => a.app.position - b.app.position)
    .flatMap(({ app, row }) => describeApp(ctx, app, row))
  return { items }
}

function appConnectors(ctx: Context) {
  return ctx.db
    .selectFrom('connectors as c')
    .leftJoin('oauth_clients as own', (join) =>
      join.onRef('own.account_id', '=', 'c.account_id').onRef('own.slug', '=', 'c.slug'),
    )
    .select(['c.id', 'c.slug', 'c.name', 'c.created_by', 'own.client_id'])
    .where('c.account_id', '=', ctx.accountId)
    .where('c.family', '=', 'app')
    .orderBy('c.name')
    .orderBy('c.id')
    .execute()
}

type Row = Awaited<ReturnType<typeof appConnectors>>[number]

function describeApp(ctx: Context, app: App, { id, slug, name, client_id }: Row): Answer['items'] {
  const way = app.auth.find(({ kind }) => kind === 'oauth2')
  if (way?.kind !== 'oauth2') return []
  const client = clientOf(ctx, app, client_id)
  return [
    {
      connector_id: id,
      slug,
      name,
      logo: iconPath(app),
      register: way.register,
      redirect_uri: redirectUri(ctx, app, client?.owner ?? 'account'),
      own_redirect_uri: redirectUri(ctx, app, 'account'),
      scopes: way.scopes.default,
      client,
    },
  ]
}

/** As `findOAuthClient` chooses, without opening a secret. */
function clientOf(ctx: Context, app: App, own: string | null): Answer['items'][number]['client'] {
  if (own !== null) return { owner: 'account', client_id: own }
  const shared = installationClient(ctx, app)
  return shared ? { owner: 'installation', client_id: shared.clientId } : null
}
