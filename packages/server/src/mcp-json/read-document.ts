import { invalid } from '../errors.ts'
import { isObject } from '../json-object.ts'
import { readServer } from './read-server.ts'
import type { FileServer } from './read-server.ts'

/** What a `.mcp.json` holds. */
export interface McpJsonDocument {
  servers: FileServer[]
  /** Fields beside the servers, such as `recommendedCategories` or `inputs`. */
  unknownFields: string[]
}

const most = 100

/**
 * Reads a `.mcp.json`, wrapped (`{ "mcpServers": { ... } }`) or as plugins often have it, the servers alone (PLG-2).
 * @throws Refusal `invalid` when it names no servers, or more than 100
 */
export function readDocument(document: Record<string, unknown>): McpJsonDocument {
  const { mcpServers, ...beside } = document
  const found = mcpServers === undefined ? unwrapped(beside) : wrapped(mcpServers, beside)
  if (found.servers.length > most)
    throw invalid('document', `names ${found.servers.length} servers.`, `Import at most ${most} at a time.`)
  return found
}

function wrapped(servers: unknown, beside: Record<string, unknown>): McpJsonDocument {
  if (!isObject(servers))
    throw invalid(
      'document.mcpServers',
      'must be an object.',
      'Give each server a name: { "acme": { ... } }.',
    )
  return {
    servers: Object.entries(servers).map(([name, entry]) => readServer(name, entry)),
    unknownFields: Object.keys(beside),
  }
}

function unwrapped(document: Record<string, unknown>): McpJsonDocument {
  const entries = Object.entries(document)
  const servers = entries.filter(([, entry]) => isObject(entry))
  if (servers.length === 0)
    throw invalid(
      'document',
      'names no servers.',
      'Give { "mcpServers": { "acme": { "type": "http", "url": ... } } }.',
    )
  return {
    servers: servers.map(([name, entry]) => readServer(name, entry)),
    unknownFields: entries.filter(([, entry]) => !isObject(entry)).map(([name]) => name),
  }
}
