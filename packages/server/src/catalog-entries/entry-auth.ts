import type { CatalogEntryAuth } from '@jackfield/sdk/contract'
import type { EntryAuth } from '@jackfield/catalog/run'
import type { z } from 'zod'

/** As the catalog knows it. */
export function toEntryAuth(given: z.output<typeof CatalogEntryAuth>): EntryAuth {
  if (given.kind !== 'oauth2') return given
  const { kind, authorize, token, scopes, pkce } = given
  return {
    kind,
    authorize,
    token,
    scopes,
    moreScopes: given.more_scopes,
    clientAuth: given.client_auth,
    pkce,
  }
}

/** As the contract writes it. */
export function toAuthAnswer(auth: EntryAuth): z.input<typeof CatalogEntryAuth> {
  if (auth.kind !== 'oauth2') return auth
  const { kind, authorize, token, scopes, pkce } = auth
  return { kind, authorize, token, scopes, more_scopes: auth.moreScopes, client_auth: auth.clientAuth, pkce }
}
