import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Facts of the apps, and their providers' own descriptions, lie beside the project: they are not ours to ship. */
const folder = join(import.meta.dirname, '../../../../shared/providers')
export const present = existsSync(join(folder, 'specs'))

interface FactInput {
  name: string
  required: boolean
}

/** What the facts say of one action: the names of its inputs, by place, and of what it returns. */
export interface FactAction {
  name: string
  risk: 'read' | 'write' | 'destructive'
  method: string
  path: string
  inputs: { path: FactInput[]; query: FactInput[]; body: FactInput[] }
  required: string[]
  returns: string
  scopes: string[]
  spec_path?: string
}

export interface Facts {
  id: string
  name: string
  category: string
  brand_color: string
  api: { base_url: string; required_headers?: Record<string, string> }
  actions: FactAction[]
}

/** The provider's description: OpenAPI 3, or for GraphQL a list of documents. */
export type Description = Record<string, unknown>

/** Comes at the end of the titles of tests that need the facts: it says when nothing was checked, and why. */
export const ifPresent = present ? '' : ': SKIPPED, because ../shared/providers is not beside the project'

/** The facts of every app, by slug; none where the facts are absent. */
export function allFacts(): Map<string, Facts> {
  return new Map(jsonFiles(folder).map((name) => [name, read(`${name}.json`) as Facts]))
}

/** The slugs of the apps whose provider's description is there. */
export function described(): string[] {
  return jsonFiles(join(folder, 'specs'))
}

export function descriptionOf(slug: string): Description {
  return read(`specs/${slug}.json`) as Description
}

function jsonFiles(path: string): string[] {
  const files = present ? readdirSync(path) : []
  return files.filter((name) => name.endsWith('.json')).map((name) => name.replace(/\.json$/, ''))
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'))
}
