import { addressOf, CatalogError } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { oauthWay } from '../connections/app-connection.ts'
import { UpstreamFailure } from '../connectors/failure.ts'
import { sendHttp } from '../connectors/http.ts'
import type { Services } from '../context.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { placeOf } from './place-of.ts'

/**
 * The facts that an app tells about a new token only when asked, such as the site that it is for.
 * @throws SignInFailure when it does not tell them
 */
export async function answerOfLookUp(
  services: Services,
  app: App,
  accessToken: string,
  values: Record<string, string>,
): Promise<Record<string, string>> {
  const { lookUp } = oauthWay(app)
  if (!lookUp) return {}
  const [method = 'GET', address = ''] = lookUp.request.split(' ')
  const headers = lookUp.headers?.(accessToken) ?? { authorization: `Bearer ${accessToken}` }
  try {
    const answer = await sendHttp(
      services.net,
      {
        method,
        url: addressOf(app, address, placeOf(services, app, values)),
        headers: { accept: 'application/json', ...headers },
      },
      { what: app.name, timeoutMs: services.config.openTimeoutMs, maxBody: 1024 * 1024 },
    )
    if (answer.status >= 400)
      throw new SignInFailure(
        'bad_answer',
        `${app.name} did not say where its API is (HTTP ${answer.status}).`,
      )
    return lookUp.values(answer.body)
  } catch (error) {
    if (error instanceof CatalogError) throw new SignInFailure('bad_answer', error.message, { cause: error })
    if (error instanceof UpstreamFailure)
      throw new SignInFailure('unreachable', error.message, { cause: error })
    throw error
  }
}
