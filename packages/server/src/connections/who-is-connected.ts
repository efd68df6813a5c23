import { failureOf, plainRequest } from '@jackfield/catalog/run'
import type { Sender, ToolFailure } from '@jackfield/catalog/run'
import { sendHttp } from '../connectors/http.ts'
import type { Services } from '../context.ts'
import { isObject } from '../json-object.ts'

/** What an app says of the credential. */
export type WhoAnswer = { label: string | null; failure?: never } | { failure: ToolFailure }

/**
 * Asks an app who is connected: the one question that shows whether a credential works.
 * @throws UpstreamFailure when there is no answer
 */
export async function whoIsConnected(services: Services, sender: Sender): Promise<WhoAnswer> {
  const { app } = sender
  const whoami = sender.whoami ?? app.api.whoami
  if (!whoami) return { label: null }
  const answer = await sendHttp(services.net, plainRequest(sender, whoami.request, whoami.body), {
    what: app.name,
    timeoutMs: services.config.openTimeoutMs,
    maxBody: 1024 * 1024,
  })
  const failure = failureOf(app, answer)
  if (failure) return { failure }
  const label = isObject(answer.body) ? whoami.label(answer.body) : undefined
  // Some answer 200 and "anonymous" to a credential that they do not know.
  if (label === undefined)
    return { failure: { kind: 'expired', message: 'It does not say who is connected.' } }
  return { label: label.slice(0, 200) }
}
