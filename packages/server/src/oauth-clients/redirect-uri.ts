import type { App } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'

/** Stands in the redirect URI of the installation's OAuth apps, where an account's id stands in that of its own. */
const installationOwner = 'installation'

/**
 * Where a provider sends people back to: another URI for each owner of an OAuth app and each app, so that an answer
 * meant for one can never be taken for that of another (RFC 9700 section 4.4).
 */
export function redirectUri(ctx: Context, app: App, owner: 'account' | 'installation'): string {
  const path = owner === 'account' ? ctx.accountId : installationOwner
  return `${ctx.services.publicUrl()}/oauth/callback/${path}/${app.slug}`
}
