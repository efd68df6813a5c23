import { closest, distance } from 'fastest-levenshtein'

/** `Did you mean "x"?` when one of the names is near enough to be what was meant (GEN-5). */
export function didYouMean(given: string, names: readonly string[]): { hint?: string } {
  if (names.length === 0) return {}
  const lower = given.toLowerCase()
  const contained = names.find((name) => name.includes(lower) || lower.includes(name))
  const nearest = closest(lower, names)
  const near = distance(lower, nearest.toLowerCase()) <= Math.max(2, nearest.length / 3)
  const meant = near ? nearest : contained
  return meant === undefined ? {} : { hint: `Did you mean "${meant}"?` }
}
