import { CatalogError } from '../app.ts'
import type { EntryAuth } from './entry-auth.ts'
import { isHeaderOfOurs } from './header-names.ts'
import { isScope } from './scopes-of.ts'

/** @throws CatalogError on `auth.<field>` for a way to sign in that cannot be sent */
export function checkAuth(auth: EntryAuth): void {
  if (auth.kind === 'api_key') {
    if (isHeaderOfOurs(auth.header.toLowerCase()))
      throw new CatalogError('is no header that a key can travel in.', 'auth.header')
    if (!/^[!-~]*$/.test(auth.prefix))
      throw new CatalogError('must be one word of plain letters.', 'auth.prefix')
  }
  if (auth.kind !== 'oauth2') return
  for (const field of ['authorize', 'token'] as const) checkAddress(auth[field], `auth.${field}`)
  for (const field of ['scopes', 'moreScopes'] as const)
    if (!auth[field].every(isScope))
      throw new CatalogError(
        'holds something that is no scope.',
        field === 'scopes' ? 'auth.scopes' : 'auth.more_scopes',
      )
}

/** What stands in braces in an address means a host. */
function checkAddress(url: string, field: string): void {
  if (!/^https?:\/\/[^/]/i.test(url) || !URL.canParse(url))
    throw new CatalogError('must be an address with https:// in front.', field)
  const { username, password, hash, search } = new URL(url)
  if (username !== '' || password !== '' || hash !== '' || /[{}]/.test(search))
    throw new CatalogError('must hold no user name, no password, no fragment and no braces.', field)
}
