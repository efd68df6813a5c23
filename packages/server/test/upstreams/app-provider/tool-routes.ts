import type { App, Json, Tool } from '@jackfield/catalog/run'
import { fullAddress, patternOf } from './address-pattern.ts'

interface ToolRoute {
  tool: Tool
  host: string
  path: RegExp
}

/** One request, as far as it decides on the tool. */
export interface ToolRequest {
  host: string
  method: string
  url: URL
  /** The parsed body, or the variables of a GraphQL request. */
  body: Json
  document: string | undefined
}

/** Which tool a request is of: by method and path, and among several by what they always send. */
export function toolRoutes(app: App): (request: ToolRequest) => Tool | undefined {
  const bases = new Set([app.api.base, ...app.auth.flatMap(({ base }) => base ?? [])])
  const routes = app.tools.flatMap((tool): ToolRoute[] =>
    [...bases].map((base) => ({ tool, ...patternOf(app, fullAddress(base, tool.path)) })),
  )
  return ({ host, method, url, body, document }) => {
    const path = url.pathname
    const candidates = routes
      .filter((route) => route.host === host && route.tool.method === method && isAt(route, path))
      .map(({ tool }) => ({ tool, fit: fitOf(tool, url, body, document) }))
      .filter(({ fit }) => fit >= 0)
    return candidates.toSorted((one, other) => other.fit - one.fit)[0]?.tool
  }
}

function isAt(route: ToolRoute, path: string): boolean {
  return route.path.test(path)
}

/** How well a request fits; below zero: not at all. */
function fitOf(tool: Tool, url: URL, body: Json, document: string | undefined): number {
  if (tool.document !== document) return -1
  let fit = 0
  for (const field of tool.fields) {
    const sent =
      field.in === 'query'
        ? url.searchParams.get(field.wire)
        : field.in === 'body'
          ? body[field.wire]
          : undefined
    const isSent = sent !== undefined && sent !== null
    if (field.input === null && (field.in === 'query' || field.in === 'body')) {
      const constant = field.schema['const']
      if (
        JSON.stringify(sent) !== JSON.stringify(constant) &&
        String(sent) !== String(constant) &&
        !Array.isArray(constant)
      )
        return -1
      fit += 10
    } else if (isSent) fit += 1
    else if (field.required && (field.in === 'query' || field.in === 'body')) return -1
  }
  return fit
}
