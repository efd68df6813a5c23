import { exampleLeaf, isList } from './example-leaf.ts'

/** The parts of an answer that a mask names; a leaf has none. */
export type MaskTree = Map<string, MaskTree>

/** Parses a partial-response mask: `a,b/c,d(e,f),g/*(h)`. */
export function parseMask(mask: string): MaskTree {
  let at = 0
  const list = (): MaskTree => {
    const tree: MaskTree = new Map()
    while (at < mask.length && mask[at] !== ')') {
      merge(tree, path())
      if (mask[at] === ',') at += 1
    }
    return tree
  }
  const path = (): MaskTree => {
    const name = nameAt()
    if (mask[at] === '/') {
      at += 1
      return new Map([[name, path()]])
    }
    if (mask[at] !== '(') return new Map([[name, new Map()]])
    at += 1
    const below = list()
    at += 1
    return new Map([[name, below]])
  }
  const nameAt = (): string => {
    const [found = ''] = /^(?:\\.|[^\\,/()])+/.exec(mask.slice(at)) ?? []
    at += Math.max(found.length, 1)
    return found.replace(/\\(.)/g, '$1').trim()
  }
  return list()
}

/** A plausible object that has everything a mask names. Names that sound like many are lists of two. */
export function exampleOf(tree: MaskTree, seed = 1): Record<string, unknown> {
  return Object.fromEntries(
    [...tree].map(([name, below]) => {
      const key = name === '*' ? 'some_key' : name
      if (below.size === 0) return [key, exampleLeaf(key, seed)]
      return [key, isList(key) && !isOne(below) ? examples(below, seed) : exampleOf(below, seed)]
    }),
  )
}

/** Whether the parts below a name tell that it is one thing, although it sounds like many: an index, a page, links. */
export function isOne(below: MaskTree): boolean {
  const ofOne = ['*', 'nodes', 'edges', 'pageInfo', 'paging', 'total', 'matches', 'next', 'self', 'webui']
  return ofOne.some((name) => below.has(name))
}

/** A list of two. */
export function examples(tree: MaskTree, seed = 1): Record<string, unknown>[] {
  return [exampleOf(tree, seed * 2 - 1), exampleOf(tree, seed * 2)]
}

function merge(tree: MaskTree, other: MaskTree): void {
  for (const [name, below] of other) {
    const present = tree.get(name)
    if (present) merge(present, below)
    else tree.set(name, below)
  }
}
