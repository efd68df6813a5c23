import type { Effect, Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { cleanText } from './clean-text.ts'
import { follow } from './follow.ts'
import { isObject, isText, listIn, objectIn, textIn } from './json.ts'
import type { FoundOperation, Operation } from './operation.ts'
import type { OpenApiDocument } from './read-document.ts'
import { requestShape } from './request-shape.ts'

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Every operation, in the document's order. References inside of them are not followed. */
export function findOperations({ content }: OpenApiDocument): FoundOperation[] {
  const paths = Object.entries(objectIn(content, 'paths')).filter(([path]) => !path.startsWith('x-'))
  return paths.flatMap(([path, item]) => {
    const pathItem = readItem(content, item)
    return methods.flatMap((name): FoundOperation[] => {
      const operation = pathItem[name]
      const method = name.toUpperCase()
      return isObject(operation) ? [{ id: `${method} ${path}`, method, path, pathItem, operation }] : []
    })
  })
}

/** What the document offers. Fast also for thousands: what is sent is looked at, schemas are not taken apart. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return findOperations(document).map((found) => {
    const { id, method, path, operation } = found
    return {
      id: cleanText(id, 500),
      operationId: textIn(operation, 'operationId'),
      method,
      path: cleanText(path, 500),
      summary: cleanText(textIn(operation, 'summary') ?? textIn(operation, 'description') ?? '', 200),
      effect: effectOf(method),
      tags: listIn(operation, 'tags')
        .filter(isText)
        .slice(0, 10)
        .map((tag) => cleanText(tag, 60)),
      deprecated: operation['deprecated'] === true,
      ...judge(document, found),
    }
  })
}

/** Reading changes nothing, and deleting cannot be taken back; of all else one can only say that it writes. */
export function effectOf(method: string): Effect {
  if (method === 'GET' || method === 'HEAD') return 'read'
  return method === 'DELETE' ? 'destructive' : 'write'
}

function judge(
  document: OpenApiDocument,
  found: FoundOperation,
): Pick<Operation, 'supported' | 'reason' | 'notes'> {
  try {
    return { supported: true, reason: undefined, notes: requestShape(document, found).notes }
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error
    return { supported: false, reason: error.message, notes: [] }
  }
}

/** A path's item may stand elsewhere in the document. One that cannot be found has no operations. */
function readItem(content: Json, item: unknown): Json {
  try {
    return follow(content, item) ?? {}
  } catch {
    return {}
  }
}
