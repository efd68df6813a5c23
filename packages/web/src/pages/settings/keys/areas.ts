import type { Connector } from '@jackfield/sdk'

/** An area of the Sales Platform, as scopes of keys name it. */
export interface Area {
  domain: string
  name: string
  /** Its own MCP address. */
  address: string
}

/** The areas among the connectors; an area's address says its domain. */
export function areasOf(connectors: Connector[]): Area[] {
  return connectors.flatMap(({ family, name, address }) => {
    const domain = address === null ? null : new URL(address).searchParams.get('domain')
    return family === 'platform' && address !== null && domain !== null ? [{ domain, name, address }] : []
  })
}

/** What the scopes of a key let it open, in words. */
export function scopeWords(scopes: string[] | null, areas: Area[]): string {
  if (scopes === null) return 'Everything its role may'
  return scopes
    .map((scope) => {
      if (scope === 'api') return 'REST API'
      if (scope === 'sales') return 'Sales Platform'
      const domain = scope.slice('sales:'.length)
      return areas.find((area) => area.domain === domain)?.name ?? domain
    })
    .join(', ')
}

/** The address of the platform with a key in it, for what `scopes` open; undefined where no area is known. */
export function addressWithKey(areas: Area[], scopes: string[] | null, secret: string): string | undefined {
  const [first] = areas
  if (first === undefined) return undefined
  const address = new URL(first.address)
  address.searchParams.delete('domain')
  const domains = (scopes ?? []).filter((scope) => scope.startsWith('sales:')).map((scope) => scope.slice(6))
  for (const domain of domains) address.searchParams.append('domain', domain)
  address.searchParams.set('key', secret)
  return address.href
}
