import type uPlot from 'uplot'
import type { Chart } from './chart-lines.ts'
import { LineSample } from './line-sample.tsx'
import type { PointLabel } from './point-labels.ts'

export interface PointTipProps {
  chart: Chart
  label: PointLabel | undefined
  at: number
  plot: uPlot
}

/** The values at one point, beside it. Screen readers hear them from the chart itself. */
export function PointTip({ chart, label, at, plot }: PointTipProps) {
  const left = plot.valToPos(at, 'x') + plot.bbox.left / uPlotRatio(plot)
  const beyond = left > plot.width / 2
  const values = chart.lines
    .map((line) => ({ line, value: line.values[at] ?? null }))
    .toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1))
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute top-1 z-10 max-w-[min(20rem,60%)] rounded-control border border-hairline bg-surface px-3 py-2 text-xs shadow-lifted"
      style={beyond ? { right: plot.width - left + 12 } : { left: left + 12 }}
    >
      <p className="font-medium">{label?.whole}</p>
      <ul className="mt-1 space-y-0.5">
        {values.map(({ line, value }) => (
          <li key={line.key} className="flex items-center gap-2">
            <LineSample look={line.look} />
            <span className="min-w-0 flex-1 truncate text-ink-soft">{line.name}</span>
            <span className="tabular-nums">{value === null ? 'none' : chart.inWords(value)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** How many pixels of the canvas make one of the page. */
function uPlotRatio(plot: uPlot): number {
  return plot.ctx.canvas.width / plot.width
}
