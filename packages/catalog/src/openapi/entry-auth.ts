/** How somebody signs in to an entry of an account's own, as plain data. */
export type EntryAuth =
  | { kind: 'none' }
  | {
      kind: 'api_key'
      /** Which header carries it. */
      header: string
      /** What stands in front of it there, with a space between; nothing if empty. */
      prefix: string
    }
  | { kind: 'bearer' }
  | { kind: 'basic' }
  | EntryOAuth2

/** Authorization code (RFC 6749 section 4.1). */
export interface EntryOAuth2 {
  kind: 'oauth2'
  authorize: string
  token: string
  /** Asked for unless somebody wants more. */
  scopes: string[]
  /** Asked for on request. */
  moreScopes: string[]
  clientAuth: 'basic' | 'body'
  pkce: boolean
}
