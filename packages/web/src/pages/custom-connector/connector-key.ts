import slugify from '@sindresorhus/slugify'

/** Longest key, as on the hub: it stands in front of every tool name. */
const LONGEST = 24

/** The key that the hub will make from a name: `Acme MCP` becomes `acme-mcp` (CUS-8). Empty when nothing is left. */
export function keyOf(name: string): string {
  return slugify(name, { decamelize: false }).slice(0, LONGEST).replace(/-+$/, '')
}
