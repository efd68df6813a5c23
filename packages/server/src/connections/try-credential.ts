import { CatalogError } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { UpstreamFailure } from '../connectors/failure.ts'
import type { Services } from '../context.ts'
import type { AppCredential } from '../credentials/credential.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import type { ProbeRecord } from '../storage/tables.ts'
import { senderOf } from './app-connection.ts'
import { whoIsConnected } from './who-is-connected.ts'

/**
 * Looks whether a new credential works before it is stored. An app that is down proves nothing: then the connection
 * is made, and the probe says so.
 * @throws SignInFailure `invalid_grant` when the app refuses it
 */
export async function tryCredential(
  services: Services,
  app: App,
  credential: AppCredential,
  values: Record<string, string>,
): Promise<{ label: string | null; probe: ProbeRecord }> {
  const started = performance.now()
  const probe = (failure: string | null, message: string): ProbeRecord => ({
    ok: failure === null,
    failure,
    message,
    latency_ms: Math.round(performance.now() - started),
  })
  try {
    const who = await whoIsConnected(services, senderOf(services, app, credential, values))
    if (!who.failure) return { label: who.label, probe: probe(null, 'Answered.') }
    const { kind, message } = who.failure
    if (kind === 'expired')
      throw new SignInFailure('invalid_grant', `${app.name} refused the credential: ${message}`)
    return { label: null, probe: probe(kind, `${app.name} answered: ${message}`) }
  } catch (error) {
    if (error instanceof CatalogError) throw new SignInFailure('bad_answer', error.message, { cause: error })
    if (!(error instanceof UpstreamFailure)) throw error
    return { label: null, probe: probe(error.kind, error.message) }
  }
}
