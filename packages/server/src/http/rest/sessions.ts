import { LogInAnswer, LogInInput, Me, SetUpInput, SwitchAccountInput } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { setUp } from '../../accounts/set-up.ts'
import type { Services } from '../../context.ts'
import { logIn } from '../../people/log-in.ts'
import type { Origin } from '../../people/log-in.ts'
import { logOut } from '../../people/log-out.ts'
import type { StartedSession } from '../../people/start-session.ts'
import { switchAccount } from '../../people/switch-account.ts'
import { logInAnswer, whoAmI } from '../../people/who-am-i.ts'
import { sessionCookie } from '../session-cookie.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'People'

/** Coming in and going out. */
export function sessionRoutes(rest: Rest): void {
  entering(rest)
  present(rest)
}

function entering(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/setup',
    tag,
    summary: 'Set up the hub',
    description: 'Makes the first account and its owner, and logs in. The token works once.',
    public: true,
    body: SetUpInput,
    answer: LogInAnswer,
    status: 201,
    run: async (input) => {
      const { services, body } = input
      return answerWithSession(input, await setUp({ services, input: body, from: originOf(input) }))
    },
  })
  endpoint(rest, {
    method: 'post',
    path: '/sessions',
    tag,
    summary: 'Log in',
    description: 'Sets a cookie, or answers a bearer token where `kind` is `token`.',
    public: true,
    body: LogInInput,
    answer: LogInAnswer,
    status: 201,
    run: async (input) => {
      const { services, body } = input
      return answerWithSession(input, await logIn({ services, input: body, from: originOf(input) }))
    },
  })
}

function present(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/session',
    tag,
    summary: 'Read who I am',
    answer: Me,
    run: ({ ctx }) => whoAmI({ ctx }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/session',
    tag,
    summary: 'Log out',
    run: async ({ ctx, services, answerHeaders }) => {
      await logOut({ ctx })
      answerHeaders.append('set-cookie', sessionCookie(services, ''))
    },
  })
  endpoint(rest, {
    method: 'put',
    path: '/session/account',
    tag,
    summary: 'Switch to another account',
    body: SwitchAccountInput,
    answer: Me,
    run: ({ ctx, body }) => switchAccount({ ctx, input: body }),
  })
}

interface Arriving {
  services: Services
  request: Request
  clientAddress: string
  answerHeaders: Headers
}

/** Where a login comes from. */
export function originOf({ request, clientAddress }: Arriving): Origin {
  return { clientAddress, userAgent: request.headers.get('user-agent') ?? '' }
}

/** What a login answers; a browser gets the secret as a cookie, out of reach of scripts. */
export function answerWithSession(
  { services, answerHeaders }: Arriving,
  started: StartedSession,
): Promise<z.input<typeof LogInAnswer>> {
  if (started.kind === 'cookie') answerHeaders.append('set-cookie', sessionCookie(services, started.secret))
  return logInAnswer(services, started)
}
