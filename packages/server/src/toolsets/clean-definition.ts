import { createHash } from 'node:crypto'
import stringify from 'safe-stable-stringify'
import type { ToolDefinition } from '../connectors/connector.ts'
import { isRefusedJson } from '../storage/storable-text.ts'
import type { Effect } from '../storage/tables.ts'

const longestName = 128
const longestText = 8000
const largestDefinition = 64 * 1024
const deepest = 24
/** An upstream with more tools than this is cut: no model could choose among them. */
const mostTools = 1000

/** A definition as it is stored: bounded, without control characters, hashed. */
export interface CleanTool {
  name: string
  definition: ToolDefinition
  hash: string
}

/**
 * Third-party text is data (SEC-12): a tool whose name or size is out of bounds is left out, long texts are cut,
 * control and direction-changing characters go.
 * @returns undefined when the tool cannot be offered
 */
function cleanTool(raw: ToolDefinition): CleanTool | undefined {
  if (raw.name.length === 0 || raw.name.length > longestName || raw.name !== stripControls(raw.name))
    return undefined
  if (depthOf(raw) > deepest) return undefined
  const definition: ToolDefinition = {
    ...raw,
    ...(raw.title === undefined ? {} : { title: cleanText(raw.title, 200) }),
    ...(raw.description === undefined ? {} : { description: cleanText(raw.description, longestText) }),
  }
  const text = stringify(definition)
  if (text.length > largestDefinition || isRefusedJson(text)) return undefined
  return { name: raw.name, definition, hash: createHash('sha256').update(text).digest('hex') }
}

/** Cleans a list; doubled names keep their first bearer. */
export function cleanTools(raw: ToolDefinition[]): CleanTool[] {
  const seen = new Map<string, CleanTool>()
  for (const tool of raw.slice(0, mostTools)) {
    const clean = cleanTool(tool)
    if (clean && !seen.has(clean.name)) seen.set(clean.name, clean)
  }
  return [...seen.values()]
}

/**
 * What a tool counts as. Hints are the server's own claims: one that makes a tool look more dangerous is always
 * believed, `readOnlyHint` only when an admin said so (DESIGN section 5, MCP "Tool annotations").
 */
export function effectOf(definition: Record<string, unknown>, trustHints: boolean): Effect {
  const hints = (definition['annotations'] ?? {}) as Record<string, unknown>
  if (hints['readOnlyHint'] === true) return trustHints ? 'read' : 'write'
  return hints['destructiveHint'] === true ? 'destructive' : 'write'
}

function cleanText(text: string, longest: number): string {
  const clean = stripControls(text)
  // A cut may go through a character of two halves.
  return (clean.length > longest ? `${clean.slice(0, longest)}…` : clean).toWellFormed()
}

/** Removes C0 and C1 controls but for tab and line feed, and the characters that reorder or hide text. */
function stripControls(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu,
    '',
  )
}

function depthOf(value: unknown): number {
  let level: unknown[] = [value]
  for (let depth = 0; ; depth++) {
    const next = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    )
    if (next.length === 0) return depth
    if (depth > deepest) return depth
    level = next
  }
}
