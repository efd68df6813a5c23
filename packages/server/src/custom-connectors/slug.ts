import slugify from '@sindresorhus/slugify'
import type { Tx } from '../context.ts'
import { invalid, Refusal } from '../errors.ts'
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

/** @throws Refusal `conflict` on `name` when the account has a connector with this key (CAT-17, CON-8) */
export async function refuseTakenSlug(tx: Tx, accountId: string, slug: string): Promise<void> {
  const taken = await tx
    .selectFrom('connectors')
    .select('name')
    .where('account_id', '=', accountId)
    .where('slug', '=', slug)
    .executeTakeFirst()
  if (!taken) return
  const message = `makes the key "${slug}", which "${taken.name}" already has.`
  throw new Refusal('conflict', `name: ${message}`, {
    issues: [{ field: 'name', message, hint: 'Choose another name, or remove that connector first.' }],
  })
}
