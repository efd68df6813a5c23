import { randomUUID } from 'node:crypto'
import { answerOf, CatalogError, failureOf, requestOf } from '@jackfield/catalog/run'
import type { App, Json, ToolFailure } from '@jackfield/catalog/run'
import { DelegateBackoff, handleType, retry } from 'cockatiel'
import type { IRetryBackoffContext } from 'cockatiel'
import { missingScopes } from '../apps/missing-scopes.ts'
import type { Usable } from '../connections/usable-credential.ts'
import { withRenewal } from '../connections/with-renewal.ts'
import { isSick } from '../connectors/failure.ts'
import { sendHttp } from '../connectors/http.ts'
import type { HttpAnswer } from '../connectors/http.ts'
import type { Context } from '../context.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import type { AppTool } from '../toolsets/toolset.ts'
import { fileResult } from './file-result.ts'
import { limitResult } from './limit-result.ts'
import { toolError } from './tool-call.ts'
import type { Ending, ToolCall } from './tool-call.ts'

/** Tries of a call that may be repeated, with the first. */
const MOST_RETRIES = 2
/** A wait longer than this is the model's to decide on: it is told when. */
const LONGEST_WAIT_S = 5
const MAX_ANSWER_BYTES = 10 * 1024 * 1024

/**
 * Runs an allowed tool of an app. What the app refuses is an ending that the model can read.
 * @throws UpstreamFailure when the app gives no answer; Refusal when the connection is gone
 */
export async function runAppTool(ctx: Context, appTool: AppTool, input: ToolCall): Promise<Ending> {
  const { app, tool, scopes } = appTool
  const missing = missingScopes(tool, scopes)
  if (missing.length > 0)
    return failed(app, { kind: 'forbidden', message: 'not granted', scope: missing.join(', ') })
  try {
    return (await withRenewal(ctx, appTool, (usable) => attempt(ctx, appTool, usable, input))).ending
  } catch (error) {
    if (error instanceof CatalogError) return errorEnding(error.message, { error: 'invalid' })
    if (error instanceof SignInFailure) return errorEnding(sayNoAccess(app, error), { error: error.kind })
    throw error
  }
}

interface Attempt {
  ending: Ending
  failure?: ToolFailure
}

async function attempt(
  ctx: Context,
  appTool: AppTool,
  { sender }: Usable,
  input: ToolCall,
): Promise<Attempt> {
  const { app, tool } = appTool
  const answer = await sendRepeatably(ctx, appTool, requestOf(sender, tool, input.arguments), input.signal)
  const file =
    tool.file && answer.status < 300 ? fileResult(app, tool.file, answer, input.arguments) : undefined
  if (file) return { ending: limited(ctx, file) }
  const read = answerOf(app, tool, answer, input.arguments)
  if (!read.ok) return { ending: failed(app, read.failure), failure: read.failure }
  const { output } = read
  return {
    ending: limited(ctx, {
      content: [{ type: 'text', text: JSON.stringify(output) }],
      structuredContent: output,
    }),
  }
}

/**
 * Sends a read again when the app was busy or did not answer; a write only where the app knows it by a key of ours.
 * A wait that the app asks for is kept (RFC 9110 section 10.2.3), unless it is long.
 */
function sendRepeatably(
  ctx: Context,
  { app, tool }: AppTool,
  request: ReturnType<typeof requestOf>,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const { services } = ctx
  const key = tool.effect === 'read' ? undefined : app.api.idempotencyHeader
  const out =
    key === undefined ? request : { ...request, headers: { ...request.headers, [key]: randomUUID() } }
  const once = () =>
    sendHttp(services.net, out, {
      what: app.name,
      signal,
      timeoutMs: services.config.callTimeoutMs,
      maxBody: MAX_ANSWER_BYTES,
    })
  if (tool.effect !== 'read' && key === undefined) return once()
  const policy = retry(
    handleType(Error, isSick).orWhenResult((answer) => waitBefore(app, answer as HttpAnswer) !== undefined),
    {
      maxAttempts: MOST_RETRIES,
      backoff: new DelegateBackoff<IRetryBackoffContext<unknown>>(({ result, attempt: tries }) => {
        const asked = 'value' in result ? waitBefore(app, result.value as HttpAnswer) : undefined
        return (asked ?? 0) * 1000 + 100 * 2 ** tries
      }),
    },
  )
  return policy.execute(once, signal)
}

/** Seconds after which a refused request is worth another try; undefined when it is not. */
function waitBefore(app: App, answer: HttpAnswer): number | undefined {
  const failure = failureOf(app, answer)
  if (!failure) return undefined
  const { kind, retryAfter } = failure
  // An app that is busy and does not say for how long would be asked too soon.
  const wait =
    kind === 'rate_limited'
      ? retryAfter
      : kind === 'provider_down' && answer.status >= 500
        ? (retryAfter ?? 0)
        : undefined
  return wait !== undefined && wait <= LONGEST_WAIT_S ? wait : undefined
}

function limited(ctx: Context, full: Json): Ending {
  const { result, cut } = limitResult(full, ctx.services.config.resultLimit)
  return { outcome: 'ok', result, ...(cut ? { detail: { cut } } : {}) }
}

function failed(app: App, failure: ToolFailure): Ending {
  const { kind, field, scope, retryAfter } = failure
  const detail = {
    error: kind,
    ...(field ? { field } : {}),
    ...(scope ? { scope } : {}),
    ...(retryAfter === undefined ? {} : { retry_after: retryAfter }),
  }
  return errorEnding(sayFailure(app, failure), detail)
}

function errorEnding(text: string, detail: Record<string, unknown>): Ending {
  return { outcome: 'error', result: toolError(text), detail }
}

/** What the model reads: what happened, and what can be done about it. */
function sayFailure({ name }: App, { kind, message, field, scope, retryAfter }: ToolFailure): string {
  const said = message.replace(/[.\s]+$/, '')
  if (kind === 'not_found') return `${name} found nothing: ${said}. Check the ids.`
  if (kind === 'invalid') return `${name} did not accept ${field ? `"${field}"` : 'the input'}: ${said}.`
  if (kind === 'rate_limited')
    return `${name} takes no more calls for now: ${said}. Try again ${retryAfter === undefined ? 'later' : `in ${retryAfter} s`}.`
  if (kind === 'expired')
    return `${name} refused the credential: ${said}. Somebody has to sign in to ${name} again.`
  if (kind === 'provider_down') return `${name} is not working right now: ${said}.`
  return scope
    ? `${name} was not granted ${scope}. Somebody has to sign in to ${name} again and allow it.`
    : `${name} does not allow this: ${said}.`
}

function sayNoAccess({ name }: App, failure: SignInFailure): string {
  if (failure.kind === 'invalid_grant')
    return `${failure.message.replace(/[.\s]+$/, '')}. Somebody has to sign in to ${name} again.`
  return `The access to ${name} could not be renewed: ${failure.message}`
}
