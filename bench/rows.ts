import type { Goal, Row } from './benchmark.ts'
import { spreadOf } from './spread.ts'

/** A measured quantity, one value a round. */
export function amountRow(what: string, unit: Row['unit'], values: number[], goal?: Goal): Row {
  return { what, unit, spread: spreadOf(values), ...(goal ? { goal } : {}) }
}

/** One side against another, in rounds in which both were measured: each round's own ratio. */
export function ratioRow(what: string, above: number[], below: number[], goal?: Goal): Row {
  const ratios = above.flatMap((value, round) => {
    const other = below[round]
    return other === undefined ? [] : [value / other]
  })
  return amountRow(what, 'x', ratios, goal)
}

export function atMost(value: number): Goal {
  return { side: 'most', value }
}

export function atLeast(value: number): Goal {
  return { side: 'least', value }
}
