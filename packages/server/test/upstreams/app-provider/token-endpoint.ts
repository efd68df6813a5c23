import type { Json, OAuth2 } from '@jackfield/catalog/run'
import type { Provider } from 'oidc-provider'
import type { Behaving } from './behaviour.ts'
import { htmlAnswer } from './behaviour.ts'
import type { GrantNotes } from './grant-notes.ts'
import type { InnerServer } from './inner-server.ts'
import { personOf } from './person.ts'
import { innerScope } from './registered-client.ts'
import { answerSaying } from './said-answer.ts'
import type { Issued, Refused, Said, Wording } from './wordings/wording.ts'

export interface TokenEndpoint {
  inner: InnerServer
  provider: Provider
  notes: GrantNotes
  wording: Wording
  behaving: Behaving
  refresh: OAuth2['refresh']
  /** The one style in which the client may show who it is. */
  clientAuth: OAuth2['clientAuth']
  lifetime: number | null
  counts: { refreshes: number; tokenRequests: number }
}

interface TokenAnswer {
  access_token: string
  refresh_token?: string
  scope?: string
  id_token?: string
}

/** One token request: read as the provider reads, answered by the authorization server, worded as the provider words. */
export async function answerToken(endpoint: TokenEndpoint, request: Request): Promise<Response> {
  const { wording, behaving, counts } = endpoint
  counts.tokenRequests += 1
  const params = await readParams(wording, request)
  const grant = params?.['grant_type'] === 'refresh_token' ? 'refresh_token' : 'authorization_code'
  const refuse = (error: string, description: string) =>
    worded(wording, request, wording.tokenError({ grant, error, description }))
  if (params === undefined)
    return refuse(
      'invalid_request',
      `The body must be ${wording.reads.join(' or ')}, and what it says it is.`,
    )
  if ((request.headers.has('authorization') ? 'basic' : 'body') !== endpoint.clientAuth)
    return refuse('invalid_client', `The client must show who it is in the ${endpoint.clientAuth} way.`)
  if (behaving.now.token === 'slow') return behaving.timeOut(request.signal)
  const misbehaviour = misbehave(endpoint, grant)
  if (misbehaviour) return worded(wording, request, misbehaviour)
  if (behaving.now.token === 'html') return htmlAnswer()
  const answer = await endpoint.inner.send(request, {
    path: '/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params).toString(),
  })
  const body = (await answer.json()) as Json
  if (!answer.ok) return refuse(String(body['error']), String(body['error_description']))
  if (grant === 'refresh_token') counts.refreshes += 1
  if (behaving.now.token === 'answer_lost') return htmlAnswer(502)
  const issued = await issuedOf(
    endpoint,
    body as unknown as TokenAnswer,
    params,
    new URL(request.url).pathname,
  )
  return worded(wording, request, { status: 200, body: await wording.token(issued) })
}

function misbehave({ behaving, wording }: TokenEndpoint, grant: Refused['grant']): Said | undefined {
  switch (behaving.now.token) {
    case 'down':
      return { status: 503, body: 'Service unavailable' }
    case 'rate_limited':
      return { ...wording.rateLimited, status: 429 }
    case 'missing_fields':
      return { status: 200, body: { token_type: 'Bearer' } }
    case 'wrong_secret':
      return wording.tokenError({
        grant,
        error: 'invalid_client',
        description: 'client authentication failed',
      })
    case 'ok':
    case 'html':
    case 'slow':
    case 'answer_lost':
    default:
      return undefined
  }
}

/** @returns undefined when the body is not what the provider reads */
async function readParams(wording: Wording, request: Request): Promise<Record<string, string> | undefined> {
  if (request.method !== 'POST') return undefined
  const type = request.headers.get('content-type')?.split(';')[0]
  const text = await request.text()
  if (type === 'application/x-www-form-urlencoded' && wording.reads.includes('form'))
    return Object.fromEntries(new URLSearchParams(text))
  if (type !== 'application/json' || !wording.reads.includes('json')) return undefined
  try {
    const fields = Object.entries(JSON.parse(text) as Json)
    return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
  } catch {
    return undefined
  }
}

async function issuedOf(
  endpoint: TokenEndpoint,
  answer: TokenAnswer,
  request: Record<string, string>,
  path: string,
): Promise<Issued> {
  const { provider, notes, wording, refresh, lifetime } = endpoint
  const found = await provider.AccessToken.find(answer.access_token)
  if (!found) throw new Error('The authorization server does not know its own token')
  const refreshed = request['grant_type'] === 'refresh_token'
  const isRepeated = refreshed && refresh === 'kept'
  return {
    accessToken: answer.access_token,
    refreshToken: isRepeated && !wording.repeatsRefreshToken ? undefined : answer.refresh_token,
    expiresIn: lifetime,
    granted: (answer.scope ?? '').split(' ').filter((scope) => scope !== '' && scope !== innerScope),
    person: personOf(found.accountId),
    refreshed,
    asked: notes.of(found.grantId).asked,
    request,
    path,
    mint: async (scopes) => {
      const client = await provider.Client.find(String(found.clientId))
      if (!client) throw new Error('The client has gone')
      const { accountId, grantId, gty } = found
      return new provider.AccessToken({ accountId, grantId, gty, client, scope: scopes.join(' ') }).save()
    },
  }
}

/** JSON, or the form that some providers answer with unless they are asked for JSON. */
function worded(wording: Wording, request: Request, said: Said): Response {
  const wantsJson = (request.headers.get('accept') ?? '').includes('json')
  if (!wording.formByDefault || wantsJson || typeof said.body !== 'object') return answerSaying(said)
  const fields = Object.entries(said.body as Json).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  const type = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
  return answerSaying({
    ...said,
    body: new URLSearchParams(fields).toString(),
    headers: { ...said.headers, ...type },
  })
}
