import { createHash, randomBytes } from 'node:crypto'
import { apps } from '@jackfield/catalog'
import type { OAuth2 } from '@jackfield/catalog/run'
import { afterEach, describe, expect, it } from 'vitest'
import { type AppProvider, startAppProvider } from './app-provider/start-app-provider.ts'

const redirect = 'http://127.0.0.1:7777/oauth/callback/one'
const wrong = { grant: 'invalid_grant', client: 'invalid_client' }

/** Three that differ in everything: client authentication, bodies, PKCE, errors, rotation. */
const shapes = [
  {
    slug: 'github',
    words: { grant: 'bad_verification_code', client: 'incorrect_client_credentials' },
    status: 200,
  },
  { slug: 'notion', words: wrong, status: 400 },
  { slug: 'airtable', words: wrong, status: 400 },
]

let provider: AppProvider
afterEach(() => provider.close())

async function start(slug: string, options: Parameters<typeof startAppProvider>[0]['options'] = {}) {
  const app = apps.find((one) => one.slug === slug)
  const oauth = app?.auth.find((auth) => auth.kind === 'oauth2')
  if (!app || !oauth) throw new Error(`${slug} has no OAuth`)
  provider = await startAppProvider({ app, options })
  provider.registerRedirect(redirect)
  return oauth
}

const address = (template: string) =>
  template.replace(/\{(\w+)\}/, (_, name: string) => provider.hosts[name] ?? '')

interface TokenChanges {
  secret?: string
  style?: 'basic' | 'body'
  signal?: AbortSignal
}

/** A client that speaks as the manifest says; each part of it can be made wrong. */
function signIn(oauth: OAuth2) {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  return {
    verifier,
    authorize: (changes: Record<string, string> = {}) =>
      `${address(oauth.authorize)}?${new URLSearchParams({
        client_id: provider.client.clientId,
        redirect_uri: redirect,
        response_type: 'code',
        state: 'a-state',
        scope: oauth.scopes.default.join(oauth.scopes.separator),
        ...(oauth.pkce ? { code_challenge: challenge, code_challenge_method: 'S256' } : {}),
        ...oauth.authorizeParams,
        ...changes,
      }).toString()}`,
    token: async (
      fields: Record<string, string>,
      { secret = provider.client.clientSecret, style = oauth.clientAuth, signal }: TokenChanges = {},
    ) => {
      const { clientId } = provider.client
      const pair: Record<string, string> =
        style === 'body' ? { client_id: clientId, client_secret: secret } : {}
      const body = { ...fields, ...pair }
      const answer = await fetch(address(oauth.token), {
        method: 'POST',
        ...(signal ? { signal } : {}),
        headers: {
          accept: 'application/json',
          'content-type':
            oauth.tokenBody === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
          ...(style === 'basic' ? { authorization: `Basic ${btoa(`${clientId}:${secret}`)}` } : {}),
        },
        body: oauth.tokenBody === 'json' ? JSON.stringify(body) : new URLSearchParams(body),
      })
      return { status: answer.status, body: (await answer.json()) as Record<string, string> }
    },
  }
}

async function codeOf(client: ReturnType<typeof signIn>): Promise<string> {
  const back = await provider.consent(client.authorize(), { decision: 'allow' })
  expect(back.searchParams.get('state')).toBe('a-state')
  return back.searchParams.get('code') ?? ''
}

function exchange(oauth: OAuth2, client: ReturnType<typeof signIn>, code: string) {
  const proof: Record<string, string> = oauth.pkce ? { code_verifier: client.verifier } : {}
  return { grant_type: 'authorization_code', code, redirect_uri: redirect, ...proof }
}

const whoami = (oauth: OAuth2, token: string) => {
  const app = apps.find((one) => one.auth.includes(oauth))
  const [, path = ''] = app?.api.whoami?.request.split(' ') ?? []
  return fetch(address(`${app?.api.base}${path}`), {
    headers: { authorization: `Bearer ${token}`, 'notion-version': '2025-09-03' },
  })
}

describe.each(shapes)('the loopback provider in the shape of $slug', ({ slug, words, status }) => {
  it('gives a code for consent, a token for the code, and its API for the token', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    expect((await whoami(oauth, body['access_token'] ?? '')).status).toBe(200)
    expect((await whoami(oauth, 'made-up')).status).toBe(401)
    provider.expireAccessTokens()
    expect((await whoami(oauth, body['access_token'] ?? '')).status).toBe(401)
    expect(provider.requests).toHaveLength(3)
  })

  it('refuses a code that is used twice, and ends the grant', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    const request = exchange(oauth, client, await codeOf(client))
    const { body } = await client.token(request)
    expect(await client.token(request)).toMatchObject({ status, body: { error: words.grant } })
    expect((await whoami(oauth, body['access_token'] ?? '')).status).toBe(401)
  })

  it('refuses a refresh token that is used twice, and ends the grant', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }
    const { body: next } = await client.token(refresh)
    expect(next['refresh_token']).not.toBe(body['refresh_token'])
    expect((await client.token(refresh)).body).not.toHaveProperty('access_token')
    expect((await whoami(oauth, next['access_token'] ?? '')).status).toBe(401)
    expect(provider.refreshes).toBe(1)
  })

  it('refuses a wrong secret, and the right one in the other style', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    const request = exchange(oauth, client, await codeOf(client))
    const other = oauth.clientAuth === 'basic' ? 'body' : 'basic'
    expect((await client.token(request, { secret: 'wrong' })).body).toMatchObject({ error: words.client })
    expect((await client.token(request, { style: other })).body).toMatchObject({ error: words.client })
    expect((await client.token(request)).body).toHaveProperty('access_token')
  })

  it('shows a page that names a redirect URI that is not registered, to the letter', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    const near = `${redirect}/`
    await expect(
      provider.consent(client.authorize({ redirect_uri: near }), { decision: 'allow' }),
    ).rejects.toThrow(near)
  })

  it('takes PKCE to the letter, where it takes it', async () => {
    const oauth = await start(slug)
    const client = signIn(oauth)
    if (!oauth.pkce) {
      const pkce = client.authorize({ code_challenge: 'a'.repeat(43), code_challenge_method: 'S256' })
      await expect(provider.consent(pkce, { decision: 'allow' })).rejects.toThrow('code_challenge')
      return
    }
    const request = exchange(oauth, client, await codeOf(client))
    expect((await client.token({ ...request, code_verifier: 'b'.repeat(43) })).body).toMatchObject({
      error: words.grant,
    })
    const { code_verifier: _, ...without }: Record<string, string> = request
    expect((await client.token(without)).body).toMatchObject({ error: words.grant })
    const plain = new URL(client.authorize())
    plain.searchParams.delete('code_challenge')
    const back = await provider.consent(plain.href, { decision: 'allow' })
    expect(back.searchParams.get('error')).toBe('invalid_request')
  })
})

describe('the loopback provider', () => {
  it('says who denied, and gives only the scopes that stay ticked', async () => {
    const oauth = await start('airtable')
    const client = signIn(oauth)
    const denied = await provider.consent(client.authorize(), { decision: 'deny' })
    expect(denied.searchParams.get('error')).toBe('access_denied')
    const scopes = ['schema.bases:read']
    const back = await provider.consent(client.authorize(), { decision: 'allow', scopes, person: 'grace' })
    const { body } = await client.token(exchange(oauth, client, back.searchParams.get('code') ?? ''))
    expect(body['scope']).toBe('schema.bases:read')
    expect(await (await whoami(oauth, body['access_token'] ?? '')).json()).toMatchObject({
      email: 'grace@example.com',
    })
  })

  it.each(['soft', 'kept'] as const)('leaves the old refresh token good where it is %s', async (refresh) => {
    const oauth = await start('airtable', { refresh })
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    const again = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }
    const { body: first } = await client.token(again)
    expect('refresh_token' in first).toBe(refresh === 'soft')
    expect((await client.token(again)).body).toHaveProperty('access_token')
    provider.revokeGrant()
    expect((await client.token(again)).body).toMatchObject({ error: 'invalid_grant' })
  })

  it('misbehaves when asked, and only where', async () => {
    const oauth = await start('airtable')
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    const token = body['access_token'] ?? ''
    provider.behave({ api: 'rate_limited' })
    expect((await whoami(oauth, token)).status).toBe(429)
    provider.behave({ api: 'down' })
    expect((await whoami(oauth, token)).status).toBe(503)
    provider.behave({ api: 'ok', token: 'missing_fields' })
    expect((await whoami(oauth, token)).status).toBe(200)
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }
    expect((await client.token(refresh)).body).not.toHaveProperty('access_token')
    expect(provider.refreshes).toBe(0)
  })

  it('does nothing with what it was too slow to answer', async () => {
    const oauth = await start('airtable')
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    const refresh = { grant_type: 'refresh_token', refresh_token: body['refresh_token'] ?? '' }
    provider.behave({ token: 'slow' })
    const gone = new AbortController()
    const waiting = client.token(refresh, { signal: gone.signal })
    await expect.poll(() => provider.tokenRequests).toBe(2)
    gone.abort()
    await expect(waiting).rejects.toThrow('abort')
    provider.behave({ token: 'ok' })
    expect((await client.token(refresh)).body).toHaveProperty('access_token')
    expect(provider.refreshes).toBe(1)
  })

  it('takes a grant back for whoever proves to be the client', async () => {
    const oauth = await start('notion')
    const client = signIn(oauth)
    const { body } = await client.token(exchange(oauth, client, await codeOf(client)))
    const accessToken = body['access_token'] ?? ''
    for (const [clientSecret, status, grants] of [
      ['wrong', 401, 1],
      [provider.client.clientSecret, 200, 0],
    ] as const) {
      const { clientId } = provider.client
      const request = oauth.revoke?.({ clientId, clientSecret, accessToken, refreshToken: undefined })
      if (!request) throw new Error('it has no revocation')
      const { url, ...init } = request
      expect((await fetch(address(url), init)).status).toBe(status)
      expect(provider.grants).toBe(grants)
    }
    expect((await whoami(oauth, accessToken)).status).toBe(401)
  })
})
