import type { z } from 'zod'
import type { ConnectorTest, ConnectorTestInput } from '@jackfield/sdk/contract'
import { appOf } from '../apps/app-of.ts'
import { authorise } from '../authorise.ts'
import { checkConnection } from '../connections/check-connection.ts'
import type { Context } from '../context.ts'
import { probe } from '../connectors/probe.ts'
import { openServerCredential } from '../credentials/open-credential.ts'
import { Refusal } from '../errors.ts'
import { checkUrl } from '../net/guarded-url.ts'
import { refreshTools } from '../toolsets/refresh-tools.ts'
import { requestHeaders } from './request-headers.ts'
import { requireConnector, requireCustomConnector } from './require-connector.ts'

type Answer = z.input<typeof ConnectorTest>

/** Tries a server before it is saved (CUS-20): what answers, or which named failure. It calls no tool. */
export async function testConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof ConnectorTestInput>
}): Promise<Answer> {
  authorise(ctx, 'connectors.manage')
  const headers = requestHeaders(input)
  const refused = await addressRefusal(ctx, input.url)
  if (refused) return refused
  return probe({
    net: ctx.services.net,
    address: { url: input.url, headers },
    transport: input.transport,
    timeoutMs: ctx.services.config.openTimeoutMs,
  })
}

/**
 * Tries a saved connector with what is stored: an app is asked who is connected, a server's lists are read anew when
 * it answers.
 */
export async function testSavedConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<Answer> {
  authorise(ctx, 'connectors.manage')
  const present = await requireConnector(ctx, input.id)
  if (!present.connection_id)
    throw new Refusal('conflict', `${present.name} is not connected.`, { hint: 'Connect it first.' })
  const app = await appOf(ctx.db, present)
  if (app) return checkConnection(ctx, { app, connectionId: present.connection_id })
  const connector = await requireCustomConnector(ctx, input.id)
  const address = await openServerCredential({ ctx, connectionId: present.connection_id })
  const answer = await probe({
    net: ctx.services.net,
    address,
    transport: connector.transport,
    timeoutMs: ctx.services.config.openTimeoutMs,
  })
  await refreshTools(ctx, connector.id)
  return answer
}

/** A malformed URL is refused as input; an address that the guard stops, or no address, is a result of the test. */
async function addressRefusal(ctx: Context, url: string): Promise<Answer | undefined> {
  try {
    await checkUrl(url, { allowed: ctx.services.allowedHosts })
    return undefined
  } catch (error) {
    const failure = error instanceof Refusal ? error.details?.['failure'] : undefined
    if (failure !== 'dns' && failure !== 'blocked_address') throw error
    const [issue] = (error as Refusal).issues
    return {
      ok: false,
      failure,
      message: (error as Refusal).message,
      ...(issue?.hint ? { hint: issue.hint } : {}),
      latency_ms: 0,
    }
  }
}
