import { SERVER_INFO_META_KEY } from '@modelcontextprotocol/client'
import { hasOnly, isObject } from '../json-object.ts'
import type { Json } from '../json-object.ts'

/**
 * A result of a tool of the most common form, text and structured content, as the SDK writes it after checking it;
 * undefined when it is of another form, which the SDK must check.
 */
export function plainResult(result: unknown): Json | undefined {
  if (!isObject(result) || !hasOnly(result, ['_meta', 'content', 'structuredContent', 'isError']))
    return undefined
  const { _meta, content, structuredContent, isError } = result
  if (_meta !== undefined && !isPlainMeta(_meta)) return undefined
  if (!Array.isArray(content) || !content.every(isPlainText)) return undefined
  if (structuredContent !== undefined && !isPlainRecord(structuredContent)) return undefined
  if (isError !== undefined && typeof isError !== 'boolean') return undefined
  // In the order of the SDK's schema, which it writes.
  return {
    ...(_meta !== undefined && { _meta }),
    content: content.map(({ text }) => ({ type: 'text', text })),
    ...(structuredContent !== undefined && { structuredContent }),
    ...(isError !== undefined && { isError }),
  }
}

/** Without the keys that the protocol itself has a use for, but for who the upstream is, which it mostly says. */
function isPlainMeta(value: unknown): value is Json {
  if (!isPlainRecord(value)) return false
  return Object.entries(value).every(([key, item]) =>
    key === SERVER_INFO_META_KEY
      ? isPlainServerInfo(item)
      : key !== 'progressToken' && !key.startsWith('io.modelcontextprotocol/'),
  )
}

/** In the order of the SDK's schema. */
function isPlainServerInfo(value: unknown): boolean {
  if (!isObject(value) || !Object.values(value).every((part) => typeof part === 'string')) return false
  return ['name,version', 'name,title,version'].includes(Object.keys(value).join())
}

function isPlainRecord(value: unknown): value is Json {
  return isObject(value) && !Object.hasOwn(value, '__proto__')
}

function isPlainText(block: unknown): block is { type: 'text'; text: string } {
  return (
    isObject(block) &&
    block['type'] === 'text' &&
    typeof block['text'] === 'string' &&
    Object.keys(block).length === 2
  )
}
