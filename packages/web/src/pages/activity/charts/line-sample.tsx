import type { Look } from './series-looks.ts'

/** A piece of a line as the charts draw it. */
export function LineSample({ look }: { look: Look }) {
  return (
    <svg viewBox="0 0 34 8" width="34" height="8" aria-hidden className="shrink-0">
      <line
        x1="1"
        x2="33"
        y1="4"
        y2="4"
        strokeWidth="2.5"
        strokeDasharray={look.dash.join(' ')}
        style={{ stroke: `var(${look.colour})` }}
      />
    </svg>
  )
}
