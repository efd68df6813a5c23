import {
  acceptedContent,
  type CallToolResult,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  createRequestStateCodec,
  type InputRequests,
  type InputRequiredResult,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  type ServerContext,
} from '@modelcontextprotocol/server'
import type { OfferedTool } from '../../test/upstreams/offered-server.ts'
import { plainTool, text } from './plain-tool.ts'
import { form, rootUris, sampledText, sampling } from './questions.ts'

/** What a flow of several rounds remembers; it travels through the client, sealed. */
interface RoundState {
  round: number
  name?: string
}

const states = createRequestStateCodec<RoundState>({ key: crypto.getRandomValues(new Uint8Array(32)) })

/** Refuses a state that was not sealed here, before any tool sees it. */
export const verifyState = states.verify

type Answer = Promise<CallToolResult | InputRequiredResult>

/** The tools of the suite's `input-required-result-*` scenarios (2026-07-28, SEP-2322). */
export function inputRequiredTools(): OfferedTool[] {
  return [
    tool('elicitation', 'Asks for a name.', elicitation),
    tool('sampling', "Asks the client's model.", samplingOnce),
    tool('list_roots', 'Asks for the roots.', listRoots),
    tool('request_state', 'Asks with a sealed state.', (ctx) => confirmation(ctx, 'state-ok')),
    tool('tampered_state', 'Refuses a state that was changed.', (ctx) => confirmation(ctx, 'integrity-ok')),
    tool('multiple_inputs', 'Asks three things at once.', multipleInputs),
    tool('multi_round', 'Asks twice, one thing after the other.', multiRound),
    tool('capabilities', 'Asks only what the client can do.', askWhatClientCan),
  ]
}

function tool(name: string, description: string, run: (ctx: ServerContext) => Answer): OfferedTool {
  return plainTool(`test_input_required_result_${name}`, description, (_args, ctx) => run(ctx))
}

const askName = () => form('What is your name?', { name: { type: 'string' } })
const askColor = () => form('What is your favorite color?', { color: { type: 'string' } })
const askOk = () => form('Please confirm', { ok: { type: 'boolean' } })

/** The string a person filled in, or undefined when the form was not (or not rightly) answered. */
function filledIn(ctx: ServerContext, key: string, field: string): string | undefined {
  const value = acceptedContent(ctx.mcpReq.inputResponses, key)?.[field]
  return typeof value === 'string' ? value : undefined
}

async function elicitation(ctx: ServerContext): Answer {
  const name = filledIn(ctx, 'user_name', 'name')
  if (name === undefined) return inputRequired({ inputRequests: { user_name: askName() } })
  return text(`Hello, ${name}!`)
}

async function samplingOnce(ctx: ServerContext): Answer {
  const answer = ctx.mcpReq.inputResponses?.['capital_question']
  if (answer === undefined)
    return inputRequired({ inputRequests: { capital_question: sampling('What is the capital of France?') } })
  return text(`Sampling response: ${sampledText(answer) ?? JSON.stringify(answer)}`)
}

async function listRoots(ctx: ServerContext): Answer {
  const uris = rootUris(ctx.mcpReq.inputResponses?.['client_roots'])
  if (!uris) return inputRequired({ inputRequests: { client_roots: inputRequired.listRoots() } })
  return text(`The client has ${uris.length} root(s): ${uris.join(', ')}`)
}

async function confirmation(ctx: ServerContext, done: string): Answer {
  const confirmed = acceptedContent(ctx.mcpReq.inputResponses, 'confirm')
  if (confirmed === undefined)
    return inputRequired({
      inputRequests: { confirm: askOk() },
      requestState: await states.mint({ round: 1 }),
    })
  if (ctx.mcpReq.requestState<RoundState>() === undefined)
    throw new ProtocolError(ProtocolErrorCode.InvalidParams, 'requestState is missing')
  return text(`${done}: confirmed, and the state is ours`)
}

async function multipleInputs(ctx: ServerContext): Answer {
  const name = filledIn(ctx, 'user_name', 'name')
  const greeting = sampledText(ctx.mcpReq.inputResponses?.['greeting'])
  const uris = rootUris(ctx.mcpReq.inputResponses?.['client_roots'])
  if (name !== undefined && greeting !== undefined && uris)
    return text(`${greeting} ${name}, ${uris.length} root(s)`)
  return inputRequired({
    inputRequests: {
      user_name: askName(),
      greeting: sampling('Generate a greeting'),
      client_roots: inputRequired.listRoots(),
    },
    requestState: await states.mint({ round: 1 }),
  })
}

async function multiRound(ctx: ServerContext): Answer {
  const state = ctx.mcpReq.requestState<RoundState>()
  if (state === undefined)
    return inputRequired({
      inputRequests: { step1: askName() },
      requestState: await states.mint({ round: 1 }),
    })
  if (state.round === 1) {
    const name = filledIn(ctx, 'step1', 'name') ?? 'somebody'
    return inputRequired({
      inputRequests: { step2: askColor() },
      requestState: await states.mint({ round: 2, name }),
    })
  }
  return text(`${state.name ?? 'somebody'} likes ${filledIn(ctx, 'step2', 'color') ?? 'no color'}`)
}

async function askWhatClientCan(ctx: ServerContext): Answer {
  if (ctx.mcpReq.inputResponses !== undefined) return text('All that was asked for is here.')
  const can = declared(ctx)
  const inputRequests: InputRequests = {
    ...(can.elicitation && { user_name: askName() }),
    ...(can.sampling && { greeting: sampling('Generate a greeting') }),
    ...(can.roots && { client_roots: inputRequired.listRoots() }),
  }
  if (Object.keys(inputRequests).length === 0) return text('The client can be asked nothing.')
  return inputRequired({ inputRequests })
}

/** The SDK types the envelope as empty; it holds what the request's `_meta` said. */
function declared(ctx: ServerContext): ClientCapabilities {
  const envelope: Record<string, ClientCapabilities> = { ...ctx.mcpReq.envelope }
  return envelope[CLIENT_CAPABILITIES_META_KEY] ?? {}
}
