import type { Arrangement } from './arrange.ts'

/** Where everything of the picture stands, in pixels. */
export interface Layout {
  height: number
  /** Of one row. */
  row: number
  /** Names on two lines, without logos: where there is little width. */
  narrow: boolean
  /** Where the two columns of jacks are. */
  left: number
  right: number
  /** The middle of each row, by id of its agent or connector. */
  y: Map<string, number>
  /** The headings of the groups, each with the middle of its line. */
  headings: { label: string; y: number }[]
}

const HEADING = 32
/** The least that a finger hits; a mouse needs less. */
const ROWS = { narrow: { least: 44, most: 52 }, wide: { least: 28, most: 52 } }
/** Up to here the rows are high, from there on as low as they may be. */
const AIRY = 8
const CROWDED = 24
/** The shorter side is spread along the longer one, but not over more than so many rows each. */
const SPREAD = 2

/** The rows of both sides around one middle. */
export function layOut({ agents, groups }: Arrangement, width: number): Layout {
  const narrow = width < 640
  const connectors = groups.reduce((sum, group) => sum + group.connectors.length, 0)
  const row = rowHeight(Math.max(agents.length, connectors), narrow)
  const lines = groups.flatMap(({ label, connectors: members }) => [
    ...(label === undefined ? [] : [{ label, height: HEADING }]),
    ...members.map(({ id }) => ({ id, height: row })),
  ])
  const left = agents.map(({ id }) => ({ id, height: row }))
  const height = Math.max(heightOf(left), heightOf(lines))
  const stacks = [stack(left, height), stack(lines, height)]
  const column = narrow ? Math.floor(width * 0.36) : Math.min(280, Math.floor(width * 0.3))
  return {
    height,
    row,
    narrow,
    left: column,
    right: width - column,
    y: new Map(stacks.flat().flatMap(({ id, y }) => (id === undefined ? [] : [[id, y] as const]))),
    headings: stacks.flat().flatMap(({ label, y }) => (label === undefined ? [] : [{ label, y }])),
  }
}

function rowHeight(rows: number, narrow: boolean): number {
  const { least, most } = ROWS[narrow ? 'narrow' : 'wide']
  const crowd = Math.min(1, Math.max(0, (rows - AIRY) / (CROWDED - AIRY)))
  return Math.round(most - (most - least) * crowd)
}

interface Line {
  id?: string
  label?: string
  height: number
}

function heightOf(lines: Line[]): number {
  return lines.reduce((sum, { height }) => sum + height, 0)
}

/** The middle of each line, with even room between them. */
function stack(lines: Line[], height: number): (Line & { y: number })[] {
  const own = heightOf(lines)
  const stretch = own === 0 ? 1 : Math.min(SPREAD, height / own)
  let top = (height - own * stretch) / 2
  return lines.map((line) => {
    const y = top + (line.height * stretch) / 2
    top += line.height * stretch
    return { ...line, y }
  })
}
