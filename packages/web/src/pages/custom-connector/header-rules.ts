import type { HeaderDraft } from './draft.ts'

/** RFC 9110 section 5.6.2. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/
/** Names that the connection or MCP needs for itself; the hub has the last word (CUS-4). */
const RESERVED =
  /^(connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|host|content-(length|type|encoding)|accept(-encoding)?|last-event-id|set-cookie|http2-settings|(mcp|sec|proxy)-.*)$/i

/** What is wrong with the name of a header among the others, or null. Names are compared without case (CUS-4). */
export function nameProblem(name: string, key: number, headers: readonly HeaderDraft[]): string | null {
  const typed = name.trim()
  if (typed === '') return null
  if (!TOKEN.test(typed)) return 'Use letters, digits and hyphens; no spaces, no colon.'
  if (RESERVED.test(typed)) return `${typed} belongs to the connection or to MCP, so it cannot be set.`
  const twice = headers.some(
    (other) => other.key < key && other.name.trim().toLowerCase() === typed.toLowerCase(),
  )
  return twice ? `${typed} is there twice; header names must be unique.` : null
}
