import type { CallAnswer } from '@jackfield/sdk'
import { isRecord } from '../is-record.ts'
import type { Json } from '../is-record.ts'

/** One part of a result, as it can be shown: third-party text and nothing else, except pictures of known kinds. */
export type ContentPart =
  | { kind: 'text'; text: string }
  | { kind: 'json'; text: string }
  | { kind: 'image'; src: string; about: string }
  | { kind: 'link'; uri: string; name: string; description: string }
  | { kind: 'other'; about: string }

const imageTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif'])
/** Characters of base64. */
const LARGEST_IMAGE = 8_000_000

/** What a CallToolResult says (MCP 2026-07-28, "Tool Result"), once: structured content is often said again as text. */
export function contentParts(result: CallAnswer['result']): ContentPart[] {
  const { structuredContent } = result
  const content = Array.isArray(result['content']) ? result['content'].filter(isRecord) : []
  const structured = structuredContent === undefined ? undefined : indented(structuredContent)
  const parts = content.map(partOf).filter((part) => part.kind !== 'json' || part.text !== structured)
  return structured === undefined ? parts : [{ kind: 'json', text: structured }, ...parts]
}

/** Everything that the result says in words. */
export function textOf(result: CallAnswer['result']): string {
  return contentParts(result)
    .map((part) => ('text' in part ? part.text : 'about' in part ? part.about : part.uri))
    .join('\n\n')
}

function partOf(block: Json): ContentPart {
  const type = String(block['type'])
  if (type === 'text') return textPart(said(block['text']))
  if (type === 'image') return imagePart(said(block['data']), said(block['mimeType']))
  if (type === 'resource_link')
    return {
      kind: 'link',
      uri: said(block['uri']),
      name: said(block['title']) || said(block['name']),
      description: said(block['description']),
    }
  if (type === 'resource' && isRecord(block['resource'])) return resourcePart(block['resource'])
  if (type === 'audio')
    return { kind: 'other', about: `Sound (${said(block['mimeType'])}), not played here.` }
  return { kind: 'json', text: indented(block) }
}

function textPart(text: string): ContentPart {
  if (!/^\s*[[{]/.test(text)) return { kind: 'text', text }
  try {
    return { kind: 'json', text: indented(JSON.parse(text)) }
  } catch {
    return { kind: 'text', text }
  }
}

/** A picture comes as data, never from an address, and never as SVG, which is a document. */
function imagePart(data: string, type: string): ContentPart {
  const size = Math.round((data.length * 3) / 4 / 1024)
  const about = `Picture (${type || 'of an unknown kind'}, ${size} kB)`
  if (!imageTypes.has(type) || data.length > LARGEST_IMAGE || !/^[A-Za-z0-9+/=\s]*$/.test(data))
    return { kind: 'other', about: `${about}, not shown here.` }
  return { kind: 'image', src: `data:${type};base64,${data.replaceAll(/\s/g, '')}`, about }
}

function resourcePart(resource: Json): ContentPart {
  const uri = said(resource['uri'])
  if (typeof resource['text'] === 'string') return textPart(resource['text'])
  return { kind: 'other', about: `Resource ${uri} (${said(resource['mimeType'])}), not shown here.` }
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2)
}

function said(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
