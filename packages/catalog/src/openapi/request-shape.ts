import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { bodyParts } from './body-parts.ts'
import { cleanText } from './clean-text.ts'
import { follow } from './follow.ts'
import { isObject, listIn, objectIn } from './json.ts'
import type { FoundOperation } from './operation.ts'
import { parameterParts, parametersOf } from './parameter-parts.ts'
import type { RequestShape } from './part.ts'
import type { OpenApiDocument } from './read-document.ts'

/**
 * What a request for an operation consists of.
 * @throws CatalogError saying why no tool can send it
 */
export function requestShape({ content }: OpenApiDocument, found: FoundOperation): RequestShape {
  if (found.method === 'TRACE') throw new CatalogError('TRACE requests are not sent.')
  refuseOwnServers(content, found)
  const notes: string[] = []
  const parameters = parametersOf(content, found)
  const { path, parts } = parameterParts(content, found.path, parameters, notes)
  const body = bodyParts(content, found, notes)
  return {
    path,
    parts: [...parts, ...body],
    file: answersFile(content, found.operation),
    notes: notes.map((note) => cleanText(note, 300)),
  }
}

function refuseOwnServers(content: Json, { pathItem, operation }: FoundOperation): void {
  const own = [...listIn(operation, 'servers'), ...listIn(pathItem, 'servers')]
  const known = new Set(listIn(content, 'servers').map(urlOf))
  const other = own.map(urlOf).find((url) => !known.has(url))
  if (other !== undefined)
    throw new CatalogError(
      `It is at a server of its own, ${cleanText(other, 200)}, and an entry has one server.`,
    )
}

function urlOf(server: unknown): string {
  return isObject(server) ? String(server['url']) : ''
}

/** Whether a success answers with content, and none of it is JSON. */
function answersFile(content: Json, operation: Json): boolean {
  const types = Object.entries(objectIn(operation, 'responses'))
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([, response]) => Object.keys(objectIn(readResponse(content, response), 'content')))
  return types.length > 0 && !types.some((type) => /json|\*\/\*/i.test(type))
}

/** Answers are not checked: one that cannot be found says nothing. */
function readResponse(content: Json, response: unknown): Json | undefined {
  try {
    return follow(content, response)
  } catch {
    return undefined
  }
}
