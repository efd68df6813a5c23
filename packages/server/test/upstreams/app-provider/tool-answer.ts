import type { Json, Tool } from '@jackfield/catalog/run'
import { exampleOfDocument } from './example-of-document.ts'
import { examples, exampleOf, parseMask } from './example-of-mask.ts'
import { isList } from './example-leaf.ts'
import type { Said, Wording } from './wordings/wording.ts'
import type { ToolRequest } from './tool-routes.ts'

const listing = /_(list|search|find|query)(_|$)/
/** Of a list, not of a thing. */
const aboutPages = /total|count|size|limit|offset|cursor|next|more|last|start|incomplete/i

/** A plausible answer to a tool's request; lists with places have two pages, of two entries each. */
export function toolAnswer(wording: Wording, tool: Tool, request: ToolRequest, known: Json): Said {
  const last = isLastPage(tool, request)
  if (request.document !== undefined)
    return { status: 200, body: { data: exampleOfDocument(request.document, last, known) } }
  const parameter = tool.fields.find((field) => field.input === tool.paging?.input)?.wire
  const page =
    tool.paging && parameter !== undefined
      ? (wording.page?.({ last, url: request.url, tool, parameter }) ?? {})
      : {}
  if (tool.effect !== 'read' && tool.returns === undefined && !tool.read)
    return wording.envelope ? { status: 200, body: wording.envelope({}, tool) } : { status: 204, body: null }
  const answer = answerOfMask(wording, tool, last)
  const wrapped = wording.envelope?.(answer, tool) ?? answer
  return {
    status: 200,
    body: Array.isArray(wrapped) ? wrapped : merge(wrapped as Json, page.body ?? {}),
    headers: page.headers ?? {},
  }
}

function answerOfMask({ bareLists }: Wording, { name, returns, effect }: Tool, last: boolean): unknown {
  const tree = parseMask((returns ?? 'id,name').replace(/\bdata$|\bdata(?=,)/, 'data(id,gid,name)'))
  const seed = last ? 2 : 1
  if (effect !== 'read' || !listing.test(name)) return exampleOf(tree, seed)
  const inside = tree.get('data')
  if (
    inside !== undefined &&
    ![...inside.keys()].some((key) => (inside.get(key)?.size ?? 0) > 0 && isList(key))
  )
    return { ...exampleOf(tree, seed), data: examples(inside, seed) }
  const isBare =
    bareLists !== undefined && [...tree].some(([key, below]) => below.size === 0 && !aboutPages.test(key))
  if (!isBare) return exampleOf(tree, seed)
  return last ? examples(tree, seed).slice(0, bareLists.onLastPage) : examples(tree, seed)
}

/** The first page is the one that is asked for without a place, or by the first place. */
function isLastPage({ paging, fields }: Tool, { url, body }: ToolRequest): boolean {
  const field = fields.find(({ input }) => input !== null && input === paging?.input)
  if (!field) return false
  const place = field.in === 'query' ? url.searchParams.get(field.wire) : body[field.wire]
  if (place === undefined || place === null || place === '') return false
  const first = /page$/i.test(field.wire) && field.schema['minimum'] !== 0 ? 1 : 0
  const isFirst = place === first || place === String(first)
  return !isFirst && place !== 0 && place !== '0'
}

function merge(one: Json, other: Json): Json {
  const merged = { ...one }
  for (const [name, value] of Object.entries(other)) {
    const present = merged[name]
    merged[name] = isObject(present) && isObject(value) ? merge(present, value) : value
  }
  return merged
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
