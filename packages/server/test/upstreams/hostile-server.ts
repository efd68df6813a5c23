import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type HostileAnswer, hostileAnswers, reply, replyStatus } from './hostile-modes.ts'
import { duplicateTools, hostileTools, manyTools } from './hostile-tools.ts'
import { listenOnLoopback } from './listen-on-loopback.ts'
import { hasReached, isMessage, type Message, plainAnswer, type Stage, stageOf } from './plain-mcp.ts'
import { readBody } from './read-body.ts'
import { SeenRequests } from './seen-requests.ts'

/** How a hostile server misbehaves. Besides what the mode says it is a working server with a few tools. */
export type HostileMode =
  | HostileAnswer
  | 'healthy'
  /** Answers with the id of another request. */
  | 'wrong-id'
  /** Lists two tools of one name; see hostile-tools.ts for these three. */
  | 'duplicate-tools'
  | 'hostile-tools'
  | 'many-tools'
  /** Lists whatever definitions it is given. */
  | { tools: unknown[] }
  /** Hands out a session, and answers 404 to it after its first tool call. */
  | 'session-expired'
  | { status: number; headers?: Record<string, string> }
  /** Sends the client to another address, with 307 so that the POST goes there too. */
  | { redirectTo: string; status?: number }
  /** Works for so many requests, then drops every connection. */
  | { closeAfter: number }

export interface HostileOptions {
  mode: HostileMode
  /** From when on it misbehaves: at once (the default), from the first `tools/list`, or from the first call. */
  from?: Stage
  port?: number
}

/** A running hostile server. */
export interface HostileServer {
  url: string
  port: number
  seen: SeenRequests
  /** Becomes hostile in another way, or `healthy`, from the next request on. */
  setMode(mode: HostileMode, from?: Stage): void
  close(): Promise<void>
}

interface Behaviour {
  mode: HostileMode
  from: Stage
  requests: number
  /** Sessions that were handed out, with the calls that each has made. */
  sessions: Map<string, number>
}

/** A server without any SDK, that answers as badly as its mode says. */
export async function startHostileServer(options: HostileOptions): Promise<HostileServer> {
  const seen = new SeenRequests()
  const behaviour: Behaviour = {
    mode: options.mode,
    from: options.from ?? 'start',
    requests: 0,
    sessions: new Map(),
  }
  const listening = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request, seen)
    behaviour.requests += 1
    answer(behaviour, request, body, response)
  }, options.port)
  return {
    url: `${listening.origin}/mcp`,
    port: listening.port,
    seen,
    setMode: (mode, from = 'start') => void Object.assign(behaviour, { mode, from, requests: 0 }),
    close: () => listening.close(),
  }
}

function answer(
  behaviour: Behaviour,
  request: IncomingMessage,
  body: unknown,
  response: ServerResponse,
): void {
  const stage = isMessage(body) ? stageOf(body) : 'start'
  if (hasReached(stage, behaviour.from) && misbehave(behaviour, response)) return
  if (!isMessage(body)) return replyStatus(response, 405, { allow: 'POST' })
  if (behaviour.mode === 'session-expired' && !useSession(behaviour, request, body, response)) return
  const message = plainAnswer(body, toolsOf(behaviour.mode))
  if (message === undefined) return void response.writeHead(202).end()
  const wrong = behaviour.mode === 'wrong-id' && hasReached(stage, behaviour.from)
  reply(response, 'application/json', JSON.stringify(wrong ? { ...message, id: 'somebody-else' } : message))
}

/** @returns whether it has answered, or decided not to */
function misbehave({ mode, requests }: Behaviour, response: ServerResponse): boolean {
  if (typeof mode === 'string') {
    if (!isAnswer(mode)) return false
    hostileAnswers[mode](response)
    return true
  }
  if ('redirectTo' in mode) replyStatus(response, mode.status ?? 307, { location: mode.redirectTo })
  else if ('status' in mode) replyStatus(response, mode.status, mode.headers ?? {})
  else if ('tools' in mode) return false
  else if (requests > mode.closeAfter) response.destroy()
  else return false
  return true
}

/** @returns whether the session is good; if not, it has answered */
function useSession(
  { sessions }: Behaviour,
  request: IncomingMessage,
  body: Message,
  response: ServerResponse,
): boolean {
  if (body.method === 'initialize') {
    const id = randomUUID()
    sessions.set(id, 0)
    response.setHeader('mcp-session-id', id)
    return true
  }
  const id = String(request.headers['mcp-session-id'])
  const calls = sessions.get(id)
  if (calls !== undefined && body.method === 'tools/call') sessions.set(id, calls + 1)
  if (calls === 0) return true
  replyStatus(response, 404, {})
  return false
}

function toolsOf(mode: HostileMode): unknown[] {
  if (typeof mode === 'object' && 'tools' in mode) return mode.tools
  if (mode === 'duplicate-tools') return duplicateTools()
  if (mode === 'hostile-tools') return hostileTools()
  if (mode === 'many-tools') return manyTools()
  return manyTools(3)
}

function isAnswer(mode: string): mode is HostileAnswer {
  return Object.hasOwn(hostileAnswers, mode)
}
