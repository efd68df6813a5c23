import type { Effect, Tool, ToolField } from '../app.ts'
import { CatalogError } from '../app.ts'
import { cleanText } from './clean-text.ts'
import { fieldsOf } from './fields-of.ts'
import { freeName, snake, toolName } from './names.ts'
import { textIn } from './json.ts'
import type { FoundOperation } from './operation.ts'
import { effectOf, findOperations } from './operations.ts'
import type { OpenApiDocument } from './read-document.ts'
import { requestShape } from './request-shape.ts'
import { scopesOf } from './scopes-of.ts'

/** An operation that somebody picked. */
export interface Picked {
  /** Its id, or the name that the document gives it. */
  id: string
  /** What the tool is called, with or without the app's prefix; made from the operation's name if absent. */
  name?: string | undefined
  /** What it does; judged by its method if absent. */
  effect?: Effect | undefined
}

export interface ToolsOptions {
  /** The entry's key: it stands in front of every name. */
  slug: string
  /** Names that other tools have. */
  taken?: ReadonlySet<string>
  /** The security scheme whose scopes count; none if absent. */
  scheme?: string | undefined
  /** The header that carries the credential, in lower case: no caller says it. */
  credentialHeader?: string | undefined
}

/** A tool, and the operation that it is. */
export interface EntryTool {
  operation: string
  tool: Tool
}

/** Longest list of tools: a model could not choose among more. */
const mostTools = 200

/**
 * The tools that picked operations make: plain data, with schemas that stand for themselves.
 * @throws CatalogError on `operations` or `operations.<i>.id`, `.name` saying what cannot be, and why
 */
export function toolsOf(document: OpenApiDocument, picked: Picked[], options: ToolsOptions): EntryTool[] {
  if (picked.length === 0) throw new CatalogError('No operation is picked.', 'operations')
  if (picked.length > mostTools)
    throw new CatalogError(`More than ${mostTools} operations are picked.`, 'operations')
  const all = findOperations(document)
  const names = new Set(options.taken)
  const seen = new Set<string>()
  return picked.map((pick, index) => {
    const found = findPicked(all, pick.id, `operations.${index}.id`)
    if (seen.has(found.id))
      throw new CatalogError(`${cleanText(found.id)} is picked twice.`, `operations.${index}.id`)
    seen.add(found.id)
    const name = nameOf(found, pick, options.slug, names, `operations.${index}.name`)
    names.add(name)
    return { operation: found.id, tool: toolFor(document, found, { ...pick, name }, options, index) }
  })
}

function findPicked(all: FoundOperation[], id: string, field: string): FoundOperation {
  const exact = all.find((one) => one.id === id)
  if (exact) return exact
  const named = all.filter(({ operation }) => textIn(operation, 'operationId') === id)
  const [first] = named
  if (first && named.length === 1) return first
  const shown = cleanText(id, 200)
  if (named.length > 1)
    throw new CatalogError(
      `${named.length} operations are named "${shown}". Pick by method and path instead.`,
      field,
    )
  throw new CatalogError(`The document has no operation "${shown}".`, field)
}

function nameOf(
  found: FoundOperation,
  pick: Picked,
  slug: string,
  names: Set<string>,
  field: string,
): string {
  if (pick.name === undefined) {
    const { method, path, operation } = found
    const own = snake(textIn(operation, 'operationId') ?? '') || `${method}_${path}`
    return freeName(toolName(slug, own), names)
  }
  const name = toolName(slug, pick.name)
  if (snake(pick.name) === '') throw new CatalogError('needs at least one letter or digit.', field)
  if (names.has(name)) throw new CatalogError(`makes "${name}", which another tool is called.`, field)
  return name
}

function toolFor(
  document: OpenApiDocument,
  found: FoundOperation,
  pick: Picked & { name: string },
  { scheme, credentialHeader }: ToolsOptions,
  index: number,
): Tool {
  try {
    const shape = requestShape(document, found)
    const parts = shape.parts.filter((part) => part.in !== 'header' || part.wire !== credentialHeader)
    const fields = fieldsOf(document.content, parts)
    return {
      name: pick.name,
      effect: pick.effect ?? effectOf(found.method),
      about: aboutOf(found),
      method: found.method,
      path: shape.path,
      fields,
      scopes: scopesOf(document.content, found.operation, scheme),
      ...(shape.file ? { file: { id: namingInput(fields) } } : {}),
    }
  } catch (error) {
    if (!(error instanceof CatalogError)) throw error
    throw new CatalogError(
      `${cleanText(found.id, 200)} cannot be a tool. ${error.message}`,
      `operations.${index}.id`,
    )
  }
}

function aboutOf({ id, operation }: FoundOperation): string {
  const summary = textIn(operation, 'summary')
  const description = textIn(operation, 'description')
  const words = [
    ...(operation['deprecated'] === true ? ['Deprecated.'] : []),
    ...(summary === undefined ? [] : [summary.replace(/([^.!?])\s*$/, '$1.')]),
    ...(description === undefined || description === summary ? [] : [description]),
  ]
  return cleanText(words.length > 0 ? words.join(' ') : id)
}

/** Which input tells one file from another: what the path ends in. */
function namingInput(fields: ToolField[]): string {
  return fields.findLast((field) => field.in === 'path')?.input ?? ''
}
