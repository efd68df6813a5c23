/**
 * What went wrong between us and a provider's authorization server.
 * - `invalid_grant`: the code or the refresh token is used up, expired or revoked: a person has to sign in again
 * - `invalid_client`: the OAuth app's id or secret is not right
 * - `redirect_uri`: the provider knows another redirect URI
 * - `bad_answer`: not what a token endpoint says
 * - `refused`: a plain no, with the provider's reason
 * - `unreachable`: no answer, or a provider that is down; trying again may help
 */
export type SignInFailureKind =
  | 'invalid_grant'
  | 'invalid_client'
  | 'redirect_uri'
  | 'bad_answer'
  | 'refused'
  | 'unreachable'

/** `message` is for people: it names the provider and what to do, and holds no secret. */
export class SignInFailure extends Error {
  readonly kind: SignInFailureKind

  constructor(kind: SignInFailureKind, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'SignInFailure'
    this.kind = kind
  }
}
