import type { App, Auth, Place } from '@jackfield/catalog/run'
import type { SignInOptions } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { findOAuthClient } from '../oauth-clients/find-oauth-client.ts'
import { redirectUri } from '../oauth-clients/redirect-uri.ts'
import { requireApp } from './app-of.ts'
import { placeOf } from './place-of.ts'

type Answer = z.input<typeof SignInOptions>

/**
 * How somebody can sign in to an app: what to register and where, with which redirect URI and scopes, or where its
 * keys are found (SEC-10, SEC-11, CON-14).
 */
export async function getSignInOptions({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<Answer> {
  authorise(ctx, 'read')
  return readSignInOptions(ctx, input.id)
}

/** As `getSignInOptions`, for whoever has been authorised already. */
export async function readSignInOptions(ctx: Context, idOrSlug: string): Promise<Answer> {
  const connector = await requireConnector(ctx, idOrSlug)
  const app = await requireApp(ctx.db, connector)
  const place = placeOf(ctx.services, app, {})
  return {
    ways: await Promise.all(app.auth.map((way) => describeWay(ctx, app, way))),
    settings: app.settings.map(({ name, label, hint, options }) => ({
      name,
      label,
      hint,
      ...(options ? { options: Object.keys(options) } : {}),
    })),
    hosts: hostsOf(app, place),
    docs: app.docs,
  }
}

async function describeWay(ctx: Context, app: App, way: Auth): Promise<Answer['ways'][number]> {
  if (way.kind === 'api_key')
    return { kind: 'api_key', label: way.label, where: way.where, fields: way.fields }
  const client = await findOAuthClient(ctx, app)
  return {
    kind: 'oauth2',
    register: way.register,
    redirect_uri: redirectUri(ctx, app, client?.owner ?? 'account'),
    scopes: {
      default: way.scopes.default,
      more: way.scopes.more,
      registered: way.scopes.registered ?? false,
    },
    client: client ? { owner: client.owner, client_id: client.clientId } : null,
  }
}

/** Where the app's addresses lead now, so that an admin sees when the operator has moved one. */
function hostsOf(app: App, { moved }: Place): Answer['hosts'] {
  return Object.entries(app.hosts).map(([name, own]) => ({
    name,
    url: moved[name] ?? own,
    moved: moved[name] !== undefined,
  }))
}
