import type { Json } from '@jackfield/catalog/run'
import { type FieldNode, Kind, OperationTypeNode, parse, type SelectionSetNode } from 'graphql'
import { exampleLeaf, isList } from './example-leaf.ts'
import { secondPage } from './wordings/wording.ts'

/**
 * What a GraphQL server answers to a document, as far as it can be told without its schema: the fields that were
 * selected, under the names that were given them. Lists have two pages: of two entries, and of one.
 * @param known values that are not made up, such as who is signed in
 * @throws GraphQLError when it is no GraphQL
 */
export function exampleOfDocument(document: string, isLastPage: boolean, known: Json): Json {
  const definition = parse(document).definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION)
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new TypeError('no operation')
  // A mutation gives what it has made, whatever its name sounds like.
  const isMutation = definition.operation === OperationTypeNode.MUTATION
  return select(definition.selectionSet, { seed: isLastPage ? 2 : 1, isLastPage, isMutation }, known)
}

interface Place {
  seed: number
  isLastPage: boolean
  /** Whether it is the root of a mutation. */
  isMutation: boolean
}

function select({ selections }: SelectionSetNode, place: Place, known: unknown): Json {
  const entries = selections.flatMap((selection): [string, unknown][] => {
    if (selection.kind === Kind.FIELD)
      return [[selection.alias?.value ?? selection.name.value, valueOf(selection, place, known)]]
    // Fragments on several types: what each would give, together.
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return Object.entries(select(selection.selectionSet, place, known))
    return []
  })
  return Object.fromEntries(entries)
}

function valueOf({ name: { value: name }, selectionSet }: FieldNode, place: Place, known: unknown): unknown {
  const own = typeof known === 'object' && known !== null ? (known as Json)[name] : undefined
  if (own !== undefined && typeof own !== 'object') return own
  if (name === 'hasNextPage') return !place.isLastPage
  if (name === 'endCursor') return place.isLastPage ? null : secondPage
  if (name === 'cursor' || name === 'nextCursor') return place.isLastPage ? null : secondPage
  if (!selectionSet) return exampleLeaf(name, place.seed)
  const below = { ...place, isMutation: false }
  if (!isList(name) || place.isMutation || own !== undefined || isConnection(selectionSet))
    return select(selectionSet, below, own)
  // Fewer than on the first page: where nothing else tells the end, a short page does.
  return (place.isLastPage ? [1] : [1, 2]).map((item) =>
    select(selectionSet, { ...below, seed: place.seed * 2 - 2 + item }, own),
  )
}

/** Relay's shape: its name sounds like many, and it is one thing with `nodes` in it. */
function isConnection({ selections }: SelectionSetNode): boolean {
  return selections.some(({ kind, ...field }) => {
    const name = kind === Kind.FIELD && 'name' in field ? field.name?.value : undefined
    return ['nodes', 'edges', 'pageInfo'].includes(name ?? '')
  })
}
