import slugify from '@sindresorhus/slugify'
import { invalid, Refusal } from '../errors.ts'
import { breaksIndex } from '../storage/broken-index.ts'
import { builtInSlugs } from './built-in-slugs.ts'

/** Longest key: it stands in front of every tool name, which has 50 characters in all. */
const longest = 24

/**
 * The key of a custom connector, made from its name: `Acme MCP` -> `acme-mcp` (CUS-8).
 * @throws Refusal `invalid` on `name` when nothing is left of it, or when the key is one of our own
 */
export function slugOf(name: string): string {
  const slug = slugify(name, { decamelize: false }).slice(0, longest).replace(/-+$/, '')
  if (slug === '')
    throw invalid(
      'name',
      'needs at least one letter or digit, because the key in tool names is made from it.',
    )
  if (builtInSlugs.has(slug))
    throw invalid(
      'name',
      `makes the key "${slug}", which belongs to a built-in connector.`,
      `Choose another name, for example "${name} (ours)".`,
    )
  return slug
}

/**
 * Runs a change that takes a key. The index decides, so that two people adding at the same moment are told apart.
 * @throws Refusal `conflict` on `name` when the account has a connector with this key (CAT-17, CON-8)
 */
export async function withFreeSlug(slug: string, change: () => Promise<void>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!breaksIndex(error, 'connectors_account_id_slug_key')) throw error
    const message = `makes the key "${slug}", which another connector already has.`
    throw new Refusal('conflict', `name: ${message}`, {
      issues: [{ field: 'name', message, hint: 'Choose another name, or remove that connector first.' }],
    })
  }
}
