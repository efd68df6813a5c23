import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Provider } from 'oidc-provider'
import { errors } from 'oidc-provider'
import { consentPage, errorPage } from './consent-page.ts'
import type { GrantNotes } from './grant-notes.ts'
import { innerScope } from './registered-client.ts'

interface Consent {
  provider: Provider
  notes: GrantNotes
  appName: string
}

/** Shows the consent page, and takes its answer back to the authorization server. */
export async function answerConsent(
  consent: Consent,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    if (request.method === 'POST') await decide(consent, request, response)
    else await show(consent, request, response)
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    sendPage(response, 400, errorPage('session_not_found', 'This page has been answered, or has expired.'))
  }
}

async function show({ provider, appName }: Consent, request: IncomingMessage, response: ServerResponse) {
  const { params } = await provider.interactionDetails(request, response)
  sendPage(
    response,
    200,
    consentPage({ client: 'Jackfield', app: appName, scopes: scopesIn(params['scope']) }),
  )
}

async function decide({ provider, notes }: Consent, request: IncomingMessage, response: ServerResponse) {
  const { params } = await provider.interactionDetails(request, response)
  const form = new URLSearchParams(await text(request))
  if (form.get('decision') !== 'allow') {
    const error_description = 'The resource owner denied the request'
    await provider.interactionFinished(request, response, { error: 'access_denied', error_description })
    return
  }
  const person = form.get('person') || 'ada'
  const asked = scopesIn(params['scope'])
  const ticked = asked.filter((scope) => form.getAll('scope').includes(scope))
  const unticked = asked.filter((scope) => !ticked.includes(scope))
  const grant = new provider.Grant({ accountId: person, clientId: String(params['client_id']) })
  grant.addOIDCScope([innerScope, ...ticked].join(' '))
  if (unticked.length > 0) grant.rejectOIDCScope(unticked.join(' '))
  const grantId = await grant.save()
  notes.add(grantId, { asked: new URLSearchParams(textOf(params['asked'])), unticked })
  await provider.interactionFinished(request, response, {
    login: { accountId: person, remember: false },
    consent: { grantId },
  })
}

function textOf(param: unknown): string {
  return typeof param === 'string' ? param : ''
}

function scopesIn(scope: unknown): string[] {
  return textOf(scope)
    .split(' ')
    .filter((one) => one !== '' && one !== innerScope)
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(html)
}
