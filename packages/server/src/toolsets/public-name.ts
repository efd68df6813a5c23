import { createHash } from 'node:crypto'

/** RUN-13, DESIGN section 4: clients put a prefix of their own in front and stop at 64. */
const longest = 50

/**
 * The name under which agents see a custom connector's tool or prompt: `<connector key>__<name>` where that is at
 * most 50 characters of `[a-zA-Z0-9_-]`; else the name is cut and ends in a digest of the whole, so that no two
 * names meet. A key holds no underscore, so names of two connectors can never meet either.
 */
export function publicName(key: string, name: string): string {
  const plain = `${key}__${name}`
  if (plain.length <= longest && /^[a-zA-Z0-9_-]+$/.test(plain) && !digestTail.test(plain)) return plain
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8)
  const cleaned = name.replace(/[^a-zA-Z0-9_-]+/g, '_')
  return `${`${key}__${cleaned}`.slice(0, longest - digest.length - 2)}_x${digest}`
}

/** A name that already looks like one of ours with a digest is given its own, so that it cannot pose as another. */
const digestTail = /_x[0-9a-f]{8}$/
