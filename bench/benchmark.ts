import type { Closers } from '../packages/server/src/closers.ts'
import type { DatabaseKind, PlaceMaker } from './hub-place.ts'
import type { Era } from './mcp-messages.ts'
import type { Spread } from './spread.ts'

/** What a person asked for on the command line. */
export interface BenchOptions {
  database: DatabaseKind
  /** How long each side is measured in each round; undefined: what the benchmark thinks is enough. */
  seconds: number | undefined
  rounds: number | undefined
  /** How long the hub rests before its memory is read. */
  settleSeconds: number | undefined
  eras: readonly Era[]
  profileDirectory: string | undefined
}

/** What a benchmark works with. What it starts ends with the closers. */
export interface Bench {
  options: BenchOptions
  closers: Closers
  freshPlace: PlaceMaker
  /** Tells a waiting person what is going on. */
  say(line: string): void
}

/** One benchmark: one file in `benchmarks/`, named in `main.ts`. */
export interface Benchmark {
  name: string
  /** One sentence. */
  about: string
  run(bench: Bench): Promise<Report>
}

export interface Report {
  /** What every measured call went through. */
  on: string[]
  rows: Row[]
  /** What a reader must know to judge the numbers. */
  notes: string[]
}

/** One measured thing. */
export interface Row {
  what: string
  unit: 'x' | 'calls/s' | 'ms' | 'us' | 'MB' | 'KB'
  spread: Spread
  goal?: Goal
}

export interface Goal {
  /** Which side of the value is good. */
  side: 'most' | 'least'
  value: number
}

/** Whether a row reaches its goal; undefined when it has none. The median decides. */
export function reaches({ spread, goal }: Row): boolean | undefined {
  if (!goal) return undefined
  return goal.side === 'most' ? spread.median <= goal.value : spread.median >= goal.value
}
