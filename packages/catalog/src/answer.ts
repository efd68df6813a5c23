import mask from 'json-mask'
import type { App, Json, ProviderAnswer, Tool, ToolFailure } from './app.ts'
import { textAt } from './at.ts'
import { failureOf } from './failure.ts'

export type ToolAnswer = { ok: true; output: Json } | { ok: false; failure: ToolFailure }

/**
 * What a tool gives its caller: the parts of the answer that it declares, and under `next_page` the arguments that
 * get the next page, where there is one. A list comes as `items`.
 */
export function answerOf(app: App, tool: Tool, answer: ProviderAnswer, input: Json): ToolAnswer {
  const failure = failureOf(app, answer) ?? graphFailure(tool, answer) ?? notJson(app, answer)
  if (failure) return { ok: false, failure }
  const { body } = tool.document === undefined ? answer : { body: dataOf(answer.body) }
  const read = tool.read ? tool.read(body) : body
  const kept = tool.returns === undefined ? read : masked(read, tool.returns)
  const next = tool.paging?.next(answer, input)
  return {
    ok: true,
    output: {
      ...toObject(kept, read),
      ...(tool.paging && next !== undefined ? { next_page: nextPage(tool, tool.paging.input, next) } : {}),
    },
  }
}

/** The mask trips over an answer that is quite another than it is for; nothing of that is what was declared. */
function masked(read: unknown, returns: string): unknown {
  try {
    return mask(read, returns)
  } catch {
    return null
  }
}

/** What is read out of an address is text, also where the input that takes it is a number. */
function nextPage({ fields }: Tool, input: string, next: string | number | Json): Json {
  const { schema } = fields.find((field) => field.input === input) ?? {}
  const isNumber = schema?.['type'] === 'integer' && typeof next === 'string' && /^\d+$/.test(next)
  return { [input]: isNumber ? Number(next) : next }
}

function toObject(kept: unknown, read: unknown): Json {
  if (Array.isArray(kept)) return { items: kept }
  if (typeof kept === 'object' && kept !== null) return kept as Json
  // A mask of an empty list, or of an object that has none of what was declared, is nothing.
  if (Array.isArray(read)) return { items: [] }
  const says = (typeof kept === 'string' && kept.trim() !== '') || typeof kept === 'number'
  return says ? { value: kept } : { done: true }
}

function dataOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body
}

/** GraphQL answers 200 with `errors` inside. */
function graphFailure(tool: Tool, { body }: ProviderAnswer): ToolFailure | undefined {
  if (tool.document === undefined || typeof body !== 'object' || body === null || !('errors' in body))
    return undefined
  const [first] = Array.isArray(body.errors) ? body.errors : []
  if (first === undefined) return undefined
  const message = typeof first === 'string' ? first : textAt(first, 'message')
  return { kind: 'invalid', message: (message || 'The request failed.').slice(0, 500) }
}

function notJson({ name }: App, { status, headers, body }: ProviderAnswer): ToolFailure | undefined {
  if (typeof body !== 'string' || body.trim() === '') return undefined
  const type = headers['content-type']?.split(';')[0] ?? 'nothing'
  return { kind: 'provider_down', message: `${name} answered ${status} with ${type} instead of JSON.` }
}
