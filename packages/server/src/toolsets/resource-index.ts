import { UriTemplate } from '@modelcontextprotocol/client'
import type { Toolset, ToolsetConnector } from './toolset.ts'
import type { Target } from '../connectors/connector.ts'
import { publicName } from './public-name.ts'

/** A connector that a run uses. */
export type Used = ToolsetConnector & { target: Target }

/** Where a resource URI of an agent leads: the connector, and the URI as its upstream knows it. */
export interface ResourceRoute {
  connector: Used
  uri: string
}

/** The scheme under which a URI is shown that two connectors claim: `jackfield://<key>/<the URI, encoded>`. */
const wrapped = /^jackfield:\/\/([a-z0-9-]+)\/(.+)$/

/**
 * The resources and templates of all used connectors. URIs stay as they are, so that links in results work; only
 * one that an earlier connector also lists is wrapped.
 */
export function listResources(toolset: Toolset): {
  resources: Record<string, unknown>[]
  templates: Record<string, unknown>[]
} {
  const seen = new Set<string>()
  const show = (slug: string, entry: Record<string, unknown>, key: 'uri' | 'uriTemplate') => {
    const uri = String(entry[key])
    if (!seen.has(uri)) {
      seen.add(uri)
      return entry
    }
    return { ...entry, [key]: `jackfield://${slug}/${key === 'uri' ? encodeURIComponent(uri) : uri}` }
  }
  const used = toolset.used
  return {
    resources: used.flatMap(({ slug, catalog }) =>
      catalog.resources.map((entry) => show(slug, entry, 'uri')),
    ),
    templates: used.flatMap(({ slug, catalog }) =>
      catalog.resource_templates.map((entry) => show(slug, entry, 'uriTemplate')),
    ),
  }
}

/**
 * Who may have a resource, the likeliest first: the one that lists it, those whose templates match, then all others
 * that serve resources at all, since links in results need not be listed.
 */
export function routeResource(toolset: Toolset, uri: string): ResourceRoute[] {
  const used = toolset.used.filter((connector) => serves(connector, 'resources'))
  const [, key, inner] = wrapped.exec(uri) ?? []
  if (key && inner) {
    const connector = used.find((one) => one.slug === key)
    return connector ? [{ connector, uri: decode(inner) }] : []
  }
  const listing = used.filter(({ catalog }) => catalog.resources.some((entry) => entry['uri'] === uri))
  const matching = used.filter(({ catalog }) =>
    catalog.resource_templates.some((entry) => matches(String(entry['uriTemplate']), uri)),
  )
  return [...new Set([...listing, ...matching, ...used])].map((connector) => ({ connector, uri }))
}

/** The prompts of all used connectors under their public names. */
export function listPrompts(toolset: Toolset): Record<string, unknown>[] {
  return toolset.used.flatMap(({ slug, catalog }) =>
    catalog.prompts.map((prompt) => ({ ...prompt, name: publicName(slug, String(prompt['name'])) })),
  )
}

/** The connector and own name behind a public prompt name. */
export function findPrompt(toolset: Toolset, name: string): { connector: Used; name: string } | undefined {
  for (const connector of toolset.used) {
    const prompt = connector.catalog.prompts.find(
      (one) => publicName(connector.slug, String(one['name'])) === name,
    )
    if (prompt) return { connector, name: String(prompt['name']) }
  }
  return undefined
}

/** Whether any used connector announces a capability. */
export function offers(toolset: Toolset, capability: 'resources' | 'prompts' | 'completions'): boolean {
  return toolset.used.some((connector) => serves(connector, capability))
}

function serves(connector: Used, capability: string): boolean {
  return connector.target.known?.server.capabilities[capability] !== undefined
}

function matches(template: string, uri: string): boolean {
  try {
    return new UriTemplate(template).match(uri) !== null
  } catch {
    return false
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
