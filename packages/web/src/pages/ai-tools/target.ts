import type { Agent, ApiKey, Connector, McpConfigInput } from '@jackfield/sdk'

/** What an AI tool outside is connected to: one area of the Sales Platform, all of it, or an agent. */
export type Target =
  | { kind: 'area'; connector: Connector }
  | { kind: 'platform' }
  | { kind: 'agent'; agent: Pick<Agent, 'id' | 'name' | 'endpoint'> }

/** For people: `Leads`. */
export function targetName(target: Target): string {
  if (target.kind === 'platform') return 'the Sales Platform'
  return target.kind === 'area' ? target.connector.name : target.agent.name
}

/** What an AI tool calls the server: `sales-leads` for Leads, and an agent by its own name. */
export function serverName(target: Target): string {
  if (target.kind === 'platform') return 'sales-platform'
  if (target.kind === 'area') return `sales-${target.connector.slug}`.slice(0, 64)
  const letters = target.agent.name.normalize('NFKD').toLowerCase()
  const slug = letters.replaceAll(/\p{M}/gu, '').replaceAll(/[^a-z0-9]+/g, '-')
  return slug.slice(0, 40).replaceAll(/^-+|-+$/g, '') || 'jackfield'
}

/** Which kind of key opens it. */
export function keyKind(target: Target): NonNullable<McpConfigInput['keyOf']> {
  return target.kind === 'agent' ? 'agent' : 'api'
}

/** What an API key for exactly this target opens (ADR-15). */
export function scopesFor(target: Target): string[] {
  const domain = domainOf(target)
  return [domain === undefined ? 'sales' : `sales:${domain}`]
}

/** Whether an API key opens the target; a viewer's calls no tools, whatever its scopes say. */
export function opens({ role, scopes }: ApiKey, target: Target): boolean {
  if (role === 'viewer') return false
  return scopes === null || scopes.includes('sales') || scopes.includes(scopesFor(target)[0] ?? '')
}

/** The platform's own address, from that of one of its areas. */
export function platformAddress(connectors: Connector[]): string | undefined {
  const address = connectors.find(
    ({ family, address: own }) => family === 'platform' && own !== null,
  )?.address
  if (address === undefined || address === null) return undefined
  const url = new URL(address)
  url.searchParams.delete('domain')
  return url.href
}

function domainOf(target: Target): string | undefined {
  if (target.kind !== 'area' || target.connector.address === null) return undefined
  return new URL(target.connector.address).searchParams.get('domain') ?? undefined
}
