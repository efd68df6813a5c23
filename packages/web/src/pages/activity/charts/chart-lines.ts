import type { CallStats } from '@jackfield/sdk'
import { duration, number } from '../../../kit/words.tsx'
import { ownLooks, seriesLook } from './series-looks.ts'
import type { Look } from './series-looks.ts'

type Series = CallStats['series'][number]
type Measure = Exclude<keyof Series['points'][number], 'at'>

/** One line of a chart: a value for each point in time, null where there is none. */
export interface Line {
  key: string
  name: string
  values: (number | null)[]
  look: Look
}

export interface Chart {
  key: 'calls' | 'errors' | 'took'
  title: string
  /** What the numbers are. */
  note: string
  bars: boolean
  lines: Line[]
  /** A value in words: `240 ms`. */
  inWords(value: number): string
}

/** The three charts of a time: one line each for what is asked together, else one for each agent or connector. */
export function chartsOf(series: Series[], together: boolean, hidden: ReadonlySet<string>): Chart[] {
  const shown = series
    .map((one, place) => ({ one, look: seriesLook(place) }))
    .filter(({ one }) => !hidden.has(keyOf(one)))
  const each = (measure: Measure) =>
    shown.map(({ one, look }) => ({ key: keyOf(one), name: one.name, values: valuesOf(one, measure), look }))
  const own = (...measures: [Measure, keyof typeof ownLooks, string][]) =>
    series.flatMap((one) =>
      measures.map(([measure, key, name]) => ({
        key,
        name,
        values: valuesOf(one, measure),
        look: ownLooks[key],
      })),
    )
  return [
    {
      key: 'calls',
      title: 'Calls',
      note: 'How many there were, however they ended',
      bars: together,
      lines: together ? own(['calls', 'calls', 'Calls']) : each('calls'),
      inWords: number,
    },
    {
      key: 'errors',
      title: together ? 'Errors and refusals' : 'Errors',
      note: together
        ? 'An app or a tool failed; or the hub did not let the call through'
        : 'Calls that an app or a tool answered with an error',
      bars: false,
      lines: together
        ? own(['errors', 'errors', 'Errors'], ['refused', 'refused', 'Refused'])
        : each('errors'),
      inWords: number,
    },
    {
      key: 'took',
      title: together ? 'Latency' : 'Latency, 95th percentile',
      note: together
        ? 'Half of the calls took at most the median, 95 of 100 at most the 95th percentile'
        : '95 of 100 calls took at most this',
      bars: false,
      lines: together
        ? own(['p50_ms', 'p50', 'Median'], ['p95_ms', 'p95', '95th percentile'])
        : each('p95_ms'),
      inWords: duration,
    },
  ]
}

/** Calls without an agent, or of no connector, have no id. */
export function keyOf({ id }: Series): string {
  return id ?? ''
}

function valuesOf({ points }: Series, measure: Measure): (number | null)[] {
  return points.map((point) => point[measure])
}
