import type { Api, ToolField } from '../app.ts'

/** One value of a request, with its schema as the document has it. */
export interface Part {
  in: ToolField['in']
  wire: string
  /** What the document calls it, when not as `wire`. */
  name?: string
  /** Undefined for what is always the same. */
  schema: unknown
  constant?: string
  description: string | undefined
  required: boolean
  lists?: Api['lists']
}

/** What an operation is sent, before its schemas are made plain. */
export interface RequestShape {
  /** With a placeholder for every path part, by its `wire`. */
  path: string
  parts: Part[]
  /** The answer is a file, or a text. */
  file: boolean
  notes: string[]
}
