import type { Json } from '@jackfield/catalog/run'
import type { Behaving } from './behaviour.ts'
import type { Records } from './records.ts'
import type { RegisteredClient } from './registered-client.ts'
import { answerSaying } from './said-answer.ts'
import type { Wording } from './wordings/wording.ts'

export interface RevocationEndpoint {
  wording: Wording
  client: RegisteredClient
  records: Records
  behaving: Behaving
  counts: { revocations: number }
}

/** Takes a grant back for whoever proves the right to, in the provider's own way (RFC 7009 for most). */
export async function answerRevocation(endpoint: RevocationEndpoint, request: Request): Promise<Response> {
  const { wording, behaving, records, counts } = endpoint
  const { proof, parameter, said, only, unknown } = wording.revocation
  if (behaving.now.revocation === 'slow') return behaving.timeOut(request.signal)
  if (behaving.now.revocation === 'down') return answerSaying({ status: 503, body: 'Service unavailable' })
  const fields = await fieldsIn(wording, request)
  if (fields === undefined) return answerSaying({ status: 400, body: { error: 'invalid_request' } })
  const token = proof === 'bearer' ? bearerOf(request) : fields[parameter]
  if (token === undefined) return answerSaying({ status: 400, body: { error: 'invalid_request', parameter } })
  if (!isProven(endpoint, request, fields))
    return answerSaying({ status: 401, body: { error: 'invalid_client' } })
  // RFC 7009 section 2.2: a token that is not known is as good as revoked.
  const wasThere = only === 'refresh' && !records.isRefreshToken(token) ? false : records.revoke(token)
  if (wasThere) counts.revocations += 1
  const isRefused = proof === 'bearer' && !wasThere
  return answerSaying(isRefused ? wording.unauthorized('invalid') : wasThere ? said : (unknown ?? said))
}

function isProven(
  { wording, client }: RevocationEndpoint,
  request: Request,
  fields: Record<string, string>,
): boolean {
  const { proof } = wording.revocation
  const { clientId, clientSecret } = client
  const pair = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const byHeader = request.headers.get('authorization') === `Basic ${pair}`
  const byBody = fields['client_id'] === clientId && fields['client_secret'] === clientSecret
  if (proof === 'client_basic') return byHeader
  if (proof === 'client_body') return byBody
  return proof === 'client' ? byHeader || byBody : true
}

/** @returns undefined when the body is not what the provider reads */
async function fieldsIn(
  { revocation }: Wording,
  request: Request,
): Promise<Record<string, string> | undefined> {
  const type = request.headers.get('content-type')?.split(';')[0]
  const text = await request.text()
  // Some refuse a body that means nothing, even an empty object.
  if (revocation.body === 'none') return text === '' || text === 'null' ? {} : undefined
  if (revocation.body === 'form')
    return type === 'application/x-www-form-urlencoded'
      ? Object.fromEntries(new URLSearchParams(text))
      : undefined
  if (type !== 'application/json') return undefined
  const fields = Object.entries(JSON.parse(text) as Json)
  return Object.fromEntries(fields.map(([name, value]) => [name, String(value)]))
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
}
