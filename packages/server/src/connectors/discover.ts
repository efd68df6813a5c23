import type { Client } from '@modelcontextprotocol/client'
import type { UpstreamCatalog, UpstreamServer } from '../upstream.ts'
import type { Discovery, ToolDefinition } from './connector.ts'

/** Asks an open upstream for everything it offers. A list that the server does not announce is empty. */
export async function discover(
  client: Client,
  options: { timeout: number; signal?: AbortSignal | undefined },
): Promise<Discovery> {
  const capabilities = client.getServerCapabilities() ?? {}
  const request = {
    timeout: options.timeout,
    cacheMode: 'bypass' as const,
    ...(options.signal ? { signal: options.signal } : {}),
  }
  const [tools, resources, templates, prompts] = await Promise.all([
    capabilities.tools ? client.listTools(undefined, request).then((answer) => answer.tools) : [],
    capabilities.resources ? client.listResources(undefined, request).then((answer) => answer.resources) : [],
    // Many servers announce resources and know no templates.
    capabilities.resources
      ? client.listResourceTemplates(undefined, request).then(
          (answer) => answer.resourceTemplates,
          () => [],
        )
      : [],
    capabilities.prompts ? client.listPrompts(undefined, request).then((answer) => answer.prompts) : [],
  ])
  return {
    server: describeServer(client),
    tools: tools as unknown as ToolDefinition[],
    catalog: { resources, resource_templates: templates, prompts } as unknown as UpstreamCatalog,
  }
}

/** What was negotiated, in the shape in which it is stored. */
function describeServer(client: Client): UpstreamServer {
  const version = client.getServerVersion()
  const found = client.getDiscoverResult()
  return {
    era: client.getProtocolEra() === 'modern' ? 'modern' : 'legacy',
    protocol_version: client.getNegotiatedProtocolVersion() ?? '',
    name: (version?.title ?? version?.name ?? '').slice(0, 200),
    version: (version?.version ?? '').slice(0, 100),
    instructions: client.getInstructions()?.slice(0, 10_000) ?? null,
    capabilities: { ...client.getServerCapabilities() },
    discover: found ? { ...found } : null,
  }
}
