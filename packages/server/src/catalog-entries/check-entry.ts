import type { CatalogEntry } from '@jackfield/catalog/run'
import type { Context } from '../context.ts'
import { invalid } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'

/** Characters of an entry as JSON: agents' lists are made from it. */
const largest = 2_000_000

/**
 * Checks what only the hub can say of an entry: that its addresses may be reached (CUS-17), and that it is not too
 * large to be kept.
 * @throws Refusal `invalid` on `server`, `auth.authorize`, `auth.token` or `operations`
 */
export async function checkEntry(ctx: Context, { server, auth, ...entry }: CatalogEntry): Promise<void> {
  const { allowedHosts: allowed } = ctx.services
  await checkUrl(server, { allowed, field: 'server' })
  if (auth.kind === 'oauth2') {
    await checkUrl(auth.authorize, { allowed, field: 'auth.authorize' })
    await checkUrl(auth.token, { allowed, field: 'auth.token' })
  }
  if (JSON.stringify(entry).length > largest)
    throw invalid('operations', 'are too large together to be kept.', 'Pick fewer of them.')
}
