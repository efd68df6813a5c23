import type { Effect, Json, Paging, Route, Tool, ToolField } from './app.ts'
import { isField, listsOf, schemaOf, wireOf } from './fields.ts'
import type { Field, JsonSchema } from './fields.ts'

/** By the name that the caller uses. What is no field is sent as it is, always, under the provider's name. */
type Fields = Record<string, Field | string | number | boolean | null | readonly string[] | Json>

interface ToolSpec {
  about: string
  path?: Fields
  query?: Fields
  body?: Fields
  header?: Fields
  /** The body is this one text, as it is. */
  raw?: Record<string, Field>
  scopes?: string[]
  returns?: string
  /** `null`: it has no pages although it has the input. */
  paging?: Paging | null
  file?: { id: string }
  prepare?: (input: Json) => Json
  read?: (answer: unknown) => unknown
}

/** A tool before it has its name and its app. */
export type NamelessTool = Omit<Tool, 'name'> & { ownPaging?: Paging | null }

export const read = builder('read')
export const write = builder('write')
export const destructive = builder('destructive')

/** GraphQL over HTTP: one document, and the caller's input as its variables. */
export const graph = {
  read: graphBuilder('read'),
  write: graphBuilder('write'),
  destructive: graphBuilder('destructive'),
}

function builder(effect: Effect) {
  return (route: Route, spec: ToolSpec): NamelessTool => {
    const [method = '', ...path] = route.split(' ')
    return tool(effect, method, path.join(' '), spec)
  }
}

function graphBuilder(effect: Effect) {
  return (document: string, { variables, ...spec }: ToolSpec & { variables?: Fields }): NamelessTool => ({
    ...tool(effect, 'POST', '', { ...spec, ...(variables ? { body: variables } : {}) }),
    document: document.replace(/\s+/g, ' ').trim(),
  })
}

function tool(effect: Effect, method: string, path: string, spec: ToolSpec): NamelessTool {
  const { about, scopes = [], returns, paging, file, prepare, read: readAnswer } = spec
  return {
    effect,
    about,
    method,
    path,
    fields: [
      ...fieldsOf('path', spec.path),
      ...fieldsOf('query', spec.query),
      ...fieldsOf('header', spec.header),
      ...fieldsOf('body', spec.body),
      ...fieldsOf('raw', spec.raw),
    ],
    scopes,
    ...(returns === undefined ? {} : { returns }),
    ...(paging === undefined ? {} : { ownPaging: paging }),
    ...(file ? { file } : {}),
    ...(prepare ? { prepare } : {}),
    ...(readAnswer ? { read: readAnswer } : {}),
  }
}

function fieldsOf(place: ToolField['in'], fields: Fields = {}): ToolField[] {
  return Object.entries(fields).map(([name, value]): ToolField => {
    if (!isField(value))
      return { input: null, in: place, wire: name, schema: { const: value }, required: true }
    const required = !value.safeParse(undefined).success
    let schema: JsonSchema | undefined
    return {
      input: name,
      in: place,
      wire: wireOf(value) ?? name,
      // Made when somebody asks: most of a process's life only few tools are looked at.
      get schema() {
        return (schema ??= schemaOf(value))
      },
      required,
      lists: listsOf(value),
    }
  })
}
