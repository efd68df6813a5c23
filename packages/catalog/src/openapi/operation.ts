import type { Effect, Json } from '../app.ts'

/** One operation as the document has it, with what its path says for all of its operations. */
export interface FoundOperation {
  /** Method and path, which a document has once: `GET /things/{id}`. */
  id: string
  method: string
  path: string
  pathItem: Json
  operation: Json
}

/** One operation for a person who picks. */
export interface Operation {
  id: string
  /** The document's own name for it, when it gives one. */
  operationId: string | undefined
  method: string
  path: string
  summary: string
  /** What its method lets one expect. */
  effect: Effect
  tags: string[]
  deprecated: boolean
  supported: boolean
  /** Why it cannot be a tool. */
  reason: string | undefined
  /** What a tool of it cannot say. */
  notes: string[]
}
