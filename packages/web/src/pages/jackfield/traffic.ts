/** How thick a cord is drawn, in pixels, from this many calls of the week on. */
export const thicknesses = [
  { from: 1000, width: 6 },
  { from: 100, width: 4 },
  { from: 10, width: 2.75 },
  { from: 0, width: 1.5 },
] as const

/** The width of a cord: one step for every tenfold of calls. */
export function thickness(calls: number): number {
  return thicknesses.find(({ from }) => calls >= from)?.width ?? 1.5
}
