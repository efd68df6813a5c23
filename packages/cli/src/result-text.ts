import { plainText, safeJson } from './plain-text.ts'

/** What a tool answered (MCP CallToolResult), for people: its texts, and a line for everything else. */
export function resultText(result: Record<string, unknown>): string {
  const { content, structuredContent } = result
  const blocks = Array.isArray(content) ? content.filter(isRecord) : []
  if (blocks.length === 0) return structuredContent === undefined ? '' : safeJson(structuredContent)
  return blocks.map((block) => plainText(blockText(block))).join('\n')
}

function blockText(block: Record<string, unknown>): string {
  const { text, data, resource } = block
  if (typeof text === 'string') return text
  if (typeof data === 'string') return mention(word(block, 'type'), word(block, 'mimeType'), size(data))
  if (block['type'] === 'resource_link') return `[link: ${word(block, 'name')} ${word(block, 'uri')}]`
  if (!isRecord(resource)) return safeJson(block)
  return typeof resource['text'] === 'string' ? resource['text'] : mention('resource', word(resource, 'uri'))
}

function mention(...words: string[]): string {
  return `[${words.join(', ')}; see it with --json]`
}

function word(block: Record<string, unknown>, key: string): string {
  const value = block[key]
  return typeof value === 'string' ? value : ''
}

function size(base64: string): string {
  const bytes = Math.round((base64.length * 3) / 4)
  return bytes < 1000 ? `${bytes} bytes` : `${Math.round(bytes / 1000)} kB`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
