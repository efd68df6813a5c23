import type { App, Json, Tool } from '@jackfield/catalog/run'
import type { HttpAnswer } from '../connectors/http.ts'

const textual = /^(text\/|application\/(json|xml|[\w.+-]+\+(json|xml)))/

/** A file as an embedded resource (MCP 2025-11-25, "Tools"): as text where it is text, else as base64. */
export function fileResult(
  { slug }: App,
  { id }: NonNullable<Tool['file']>,
  { headers, bytes }: HttpAnswer,
  input: Json,
): Json {
  const mimeType = (headers['content-type'] ?? 'application/octet-stream').split(';')[0]?.trim() ?? ''
  const given = input[id]
  const named = encodeURIComponent(typeof given === 'string' ? given : 'file')
  const resource = { uri: `jackfield://${slug}/${named}`, mimeType }
  const content = textual.test(mimeType)
    ? { ...resource, text: bytes.toString('utf8') }
    : { ...resource, blob: bytes.toString('base64') }
  return { content: [{ type: 'resource', resource: content }] }
}
