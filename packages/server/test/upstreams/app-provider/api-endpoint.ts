import type { App, Json, Route, Tool } from '@jackfield/catalog/run'
import { fullAddress, patternOf } from './address-pattern.ts'
import { type Identifying, identify, missingScope } from './api-identity.ts'
import { type Behaving, htmlAnswer } from './behaviour.ts'
import { answerSaying } from './said-answer.ts'
import { exampleOfDocument } from './example-of-document.ts'
import { toolAnswer } from './tool-answer.ts'
import { type ToolRequest, toolRoutes } from './tool-routes.ts'
import { cloudId } from './wordings/atlassian.ts'

export interface ApiEndpoint extends Identifying {
  behaving: Behaving
}

/** One request as it reached the API. */
export interface SeenRequest {
  /** The name of the host in the manifest. */
  host: string
  method: string
  /** With its query. */
  path: string
  authorization: string | undefined
  body: string
  at: Date
}

type Answering = (host: string, request: Request) => Promise<Response>

/** The API behind the authorization server: for whoever has a live token, and for nobody else. */
export function apiEndpoint(api: ApiEndpoint, seen: SeenRequest[]): Answering {
  const { app, wording, behaving } = api
  const ofKey = app.auth.flatMap((auth) => (auth.kind === 'api_key' ? (auth.whoami?.request ?? []) : []))
  const whoamis = [...(app.api.whoami ? [app.api.whoami.request] : []), ...ofKey]
  const routes = {
    toolOf: toolRoutes(app),
    isWhoami: either(whoamis.map((route) => routeMatcher(app, route))),
    isLookUp: routeMatcher(app, app.auth.find((auth) => auth.kind === 'oauth2')?.lookUp?.request),
  }
  return async (host, request) => {
    const body = await request.text()
    seen.push(seenRequest(host, request, body))
    if (behaving.now.api === 'slow') return behaving.timeOut(request.signal)
    if (behaving.now.api === 'down') return answerSaying({ status: 503, body: 'Service unavailable' })
    if (behaving.now.api === 'html') return htmlAnswer()
    if (behaving.now.api === 'rate_limited') return answerSaying(wording.rateLimited)
    return answer(api, routes, { ...contentOf(body, request), host, method: request.method }, request)
  }
}

interface Routes {
  toolOf: (request: ToolRequest) => Tool | undefined
  isWhoami: (request: ToolRequest) => boolean
  isLookUp: (request: ToolRequest) => boolean
}

async function answer(
  api: ApiEndpoint,
  { toolOf, isWhoami, isLookUp }: Routes,
  asked: ToolRequest,
  request: Request,
): Promise<Response> {
  const { wording } = api
  const lookUp =
    isLookUp(asked) && asked.url.pathname.endsWith(wording.lookUp?.path ?? '/') ? wording.lookUp : undefined
  const identity = await identify(api, request, lookUp ? [lookUp.scheme] : wording.schemes)
  if (typeof identity === 'string') return answerSaying(wording.unauthorized(identity))
  const missing = Object.entries(wording.requires).find(([name]) => !request.headers.get(name))
  if (missing) return answerSaying(missing[1])
  if (lookUp) return answerSaying({ status: 200, body: lookUp.answer(identity.person, identity.granted) })
  const known = wording.whoami(identity.person)
  const tool = toolOf(asked)
  if (isWhoami(asked) && (tool === undefined || asked.document === undefined)) return whoami(asked, known)
  if (tool === undefined || !isOnSite(asked.url)) return answerSaying(wording.notFound)
  const scope = missingScope(tool.scopes, identity)
  if (scope !== undefined) return answerSaying(wording.forbidden(scope))
  return tool.file ? fileAnswer() : answerSaying(toolAnswer(wording, tool, asked, known))
}

function whoami({ document }: ToolRequest, known: Json): Response {
  const body = document === undefined ? known : { data: exampleOfDocument(document, false, known) }
  return answerSaying({ status: 200, body })
}

function either(matchers: ((request: ToolRequest) => boolean)[]): (request: ToolRequest) => boolean {
  return (asked) => matchers.some((matches) => matches(asked))
}

function routeMatcher(app: App, route: Route | undefined): (request: ToolRequest) => boolean {
  if (route === undefined) return () => false
  const [method = '', ...rest] = route.split(' ')
  const bases = [app.api.base, ...app.auth.flatMap(({ base }) => base ?? [])]
  const patterns = bases.map((base) => patternOf(app, fullAddress(base, rest.join(' '))))
  return (asked) =>
    asked.method === method &&
    patterns.some(({ host, path }) => host === asked.host && path.test(asked.url.pathname))
}

/** Atlassian's sites stand in the path, and this person has one. */
function isOnSite({ pathname }: URL): boolean {
  const site = /^\/ex\/\w+\/([^/]+)/.exec(pathname)?.[1]
  return site === undefined || site === cloudId
}

function contentOf(text: string, request: Request): Pick<ToolRequest, 'url' | 'body' | 'document'> {
  const parsed = jsonIn(text)
  const isDocument = typeof parsed['query'] === 'string' && /^\s*(query|mutation|\{)/.test(parsed['query'])
  return {
    url: new URL(request.url),
    body: isDocument ? ((parsed['variables'] ?? {}) as Json) : parsed,
    document: isDocument ? String(parsed['query']) : undefined,
  }
}

function jsonIn(text: string): Json {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? (parsed as Json) : {}
  } catch {
    return {}
  }
}

/** Some bytes that are no text. */
function fileAnswer(): Response {
  return new Response(Buffer.from(Array.from({ length: 1024 }, (_, index) => index % 256)), {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': 'attachment; filename="example.bin"',
    },
  })
}

function seenRequest(host: string, request: Request, body: string): SeenRequest {
  const { pathname, search } = new URL(request.url)
  return {
    host,
    method: request.method,
    path: pathname + search,
    authorization: request.headers.get('authorization') ?? undefined,
    body,
    at: new Date(),
  }
}
