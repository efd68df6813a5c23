/** Several measurements of the same thing. */
export interface Spread {
  median: number
  min: number
  max: number
}

/** @throws RangeError when nothing was measured. */
export function spreadOf(values: number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const [min, max] = [sorted[0], sorted.at(-1)]
  if (min === undefined || max === undefined) throw new RangeError('Nothing was measured.')
  const [lower, upper] = [sorted[(sorted.length - 1) >> 1] ?? min, sorted[sorted.length >> 1] ?? max]
  return { median: (lower + upper) / 2, min, max }
}
