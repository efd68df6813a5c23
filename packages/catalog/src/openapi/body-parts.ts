import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { follow } from './follow.ts'
import { objectIn, textIn } from './json.ts'
import { objectBody } from './object-body.ts'
import type { FoundOperation } from './operation.ts'
import type { Part } from './part.ts'

/** What the body consists of; nothing where there is none, or where it may be left out and cannot be sent. */
export function bodyParts(content: Json, { method, operation }: FoundOperation, notes: string[]): Part[] {
  const body = follow(content, operation['requestBody'])
  if (!body) return []
  const required = body['required'] === true
  const refused = refusal(method, Object.keys(objectIn(body, 'content')))
  if (refused !== undefined) {
    if (required) throw new CatalogError(`${refused}.`)
    notes.push(`${refused}, so none is sent.`)
    return []
  }
  const types = Object.keys(objectIn(body, 'content'))
  const type = chosenType(types) ?? ''
  const schema = objectIn(objectIn(body, 'content'), type)['schema']
  const description = textIn(body, 'description')
  if (isText(type)) return [{ in: 'raw', wire: 'body', schema: { type: 'string' }, description, required }]
  return [...typePart(type), ...(objectBody(content, schema) ?? [whole(schema, description, required)])]
}

function whole(schema: unknown, description: string | undefined, required: boolean): Part {
  return { in: 'json', wire: 'body', schema: schema ?? {}, description, required }
}

function refusal(method: string, types: string[]): string | undefined {
  if (method === 'GET' || method === 'HEAD') return `Its ${method} requests have a body`
  if (types.length === 0) return 'Its body has no type'
  if (chosenType(types) !== undefined) return undefined
  return `Its body is ${types.slice(0, 5).join(' or ')}, and only JSON and plain text can be sent`
}

/** JSON before what is written in it, such as application/merge-patch+json, and text at last. */
function chosenType(types: string[]): string | undefined {
  return (
    types.find((type) => /^application\/json\s*(;|$)/i.test(type)) ??
    types.find((type) => /^[\w.-]+\/[\w.-]+\+json\s*(;|$)/i.test(type)) ??
    types.find((type) => /^(application\/\*|\*\/\*)$/.test(type)) ??
    types.find(isText)
  )
}

function isText(type: string): boolean {
  return /^text\/plain\s*(;|$)/i.test(type)
}

/** JSON under another name has to say so. */
function typePart(type: string): Part[] {
  if (!/\+json/i.test(type)) return []
  const [constant = type] = type.split(';')
  return [
    {
      in: 'header',
      wire: 'content-type',
      schema: undefined,
      constant: constant.trim(),
      description: undefined,
      required: true,
    },
  ]
}
