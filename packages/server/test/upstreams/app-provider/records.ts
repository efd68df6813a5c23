import type { Adapter, AdapterPayload } from 'oidc-provider'

type Model = Map<string, AdapterPayload>

/** What the authorization server keeps, in memory: every model of oidc-provider, and a way for a test to reach in. */
export class Records {
  readonly #models = new Map<string, Model>()
  /** Access tokens that expired before their time. */
  readonly #expired = new Set<string>()
  readonly #client: () => AdapterPayload
  readonly #reusable: boolean

  /**
   * @param client the one OAuth app, as it is registered now
   * @param reusable whether a refresh token that was used stays good
   */
  constructor(client: () => AdapterPayload, reusable: boolean) {
    this.#client = client
    this.#reusable = reusable
  }

  /** For oidc-provider's `adapter`. */
  adapter(name: string): Adapter {
    const model = this.#model(name)
    return {
      upsert: async (id, payload) => void model.set(id, payload),
      find: async (id) => (name === 'Client' ? this.#clientCalled(id) : model.get(id)),
      findByUid: async (uid) => [...model.values()].find((payload) => payload.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const found = model.get(id)
        if (found && !(name === 'RefreshToken' && this.#reusable))
          found['consumed'] = Math.floor(Date.now() / 1000)
      },
      destroy: async (id) => void model.delete(id),
      revokeByGrantId: async (grantId) => this.#drop(model, (payload) => payload.grantId === grantId),
    }
  }

  expireAccessTokens(): void {
    const tokens = this.#model('AccessToken')
    for (const id of tokens.keys()) this.#expired.add(id)
    tokens.clear()
  }

  isExpired(token: string): boolean {
    return this.#expired.has(token)
  }

  isRefreshToken(token: string): boolean {
    return this.#model('RefreshToken').has(token)
  }

  /** Takes every grant back, or the one that a token belongs to. @returns whether there was one */
  revoke(token?: string): boolean {
    const tokens = ['AccessToken', 'RefreshToken'].map((name) => this.#model(name))
    const grantId =
      token === undefined ? undefined : tokens.map((model) => model.get(token)).find(Boolean)?.grantId
    if (token !== undefined && grantId === undefined) return false
    const isMeant = (payload: AdapterPayload) => grantId === undefined || payload.grantId === grantId
    for (const model of [...tokens, this.#model('AuthorizationCode')]) this.#drop(model, isMeant)
    this.#drop(this.#model('Grant'), (payload) => grantId === undefined || payload.jti === grantId)
    return true
  }

  /** How many grants nobody has taken back. */
  get grants(): number {
    return this.#model('Grant').size
  }

  #clientCalled(id: string): AdapterPayload | undefined {
    const client = this.#client()
    return client.client_id === id ? client : undefined
  }

  #drop(model: Model, isMeant: (payload: AdapterPayload) => boolean): void {
    for (const [id, payload] of model) if (isMeant(payload)) model.delete(id)
  }

  #model(name: string): Model {
    const model = this.#models.get(name) ?? new Map<string, AdapterPayload>()
    this.#models.set(name, model)
    return model
  }
}
