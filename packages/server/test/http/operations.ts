export interface Operation {
  method: string
  path: string
  operationId: string
  tags: string[]
  security: unknown[]
  responses: Record<string, unknown>
}

/** Every operation of an OpenAPI document. */
export function operationsOf(document: Record<string, unknown>): Operation[] {
  const paths = document['paths'] as Record<string, Record<string, Omit<Operation, 'method' | 'path'>>>
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, method, path })),
  )
}
