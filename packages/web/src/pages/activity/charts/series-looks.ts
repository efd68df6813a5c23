/** How a line is drawn: a colour of the style sheet and a pattern, so that no line is told by its hue alone. */
export interface Look {
  /** Name of a custom property. */
  colour: string
  /** Lengths of strokes and gaps in CSS pixels; empty for a whole line. */
  dash: number[]
}

const colours = [
  '--accent',
  '--cord-collaboration',
  '--cord-calendar',
  '--cord-crm',
  '--cord-projects',
  '--cord-data',
]
const dashes = [[], [9, 4], [2, 3], [9, 3, 2, 3], [16, 5], [5, 2]]

/** The look of the series at this place; the first twelve all differ. */
export function seriesLook(place: number): Look {
  const round = Math.floor(place / colours.length)
  return {
    colour: colours[place % colours.length] ?? '--ink',
    dash: dashes[(place + round) % dashes.length] ?? [],
  }
}

export const ownLooks = {
  calls: { colour: '--accent', dash: [] },
  errors: { colour: '--bad', dash: [] },
  refused: { colour: '--warn', dash: [5, 4] },
  p50: { colour: '--accent', dash: [] },
  p95: { colour: '--ink-soft', dash: [5, 4] },
} satisfies Record<string, Look>
