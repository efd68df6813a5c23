import uPlot from 'uplot'
import type { Chart } from './chart-lines.ts'
import type { PointLabel } from './point-labels.ts'

/** Whole numbers: half a call is none. */
const counts = [1, 2, 5, 10, 20, 50, 100, 200, 500].flatMap((step) => [step, step * 1000, step * 1_000_000])
const LABEL_PX = 64
/** With more points than this, each one marked would be a thick line. */
const MOST_MARKED = 45

/** How uPlot draws a chart. Colours are asked of the style sheet, so it is made anew when the theme changes. */
export function plotOptions(
  { lines, bars, key, inWords }: Chart,
  labels: PointLabel[],
  size: { width: number; height: number },
): uPlot.Options {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const font = `13px ${style.fontFamily}`
  const last = Math.max(labels.length - 1, 0)
  const axis = { font, stroke: colour('--ink-soft'), ticks: { show: false } }
  return {
    ...size,
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: !bars, size: 8 } },
    padding: [8, 4, 0, 0],
    scales: {
      x: { time: false, range: [-0.6, last + 0.6] },
      y: { range: (_plot, _min, max) => [0, Math.max(max ?? 0, 1) * 1.08] },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        size: 26,
        splits: (plot) => everySo(labels.length, plot.width),
        values: (_plot, splits) => splits.map((place) => labels[place]?.short ?? ''),
      },
      {
        ...axis,
        grid: { stroke: colour('--hairline'), width: 1 },
        size: 64,
        space: 36,
        ...(key !== 'took' && { incrs: counts.toSorted((a, b) => a - b) }),
        values: (_plot, splits) => splits.map(inWords),
      },
    ],
    series: [
      {},
      ...lines.map(({ name, look }): uPlot.Series => ({
        label: name,
        stroke: colour(look.colour),
        width: bars ? 0 : 2,
        dash: look.dash,
        points: { show: !bars && labels.length <= MOST_MARKED, size: 5, fill: colour('--surface') },
        ...(bars && { fill: colour(look.colour), paths: uPlot.paths.bars?.({ size: [0.62, 44] }) }),
      })),
    ],
  }
}

/** As many places as have room for their labels. */
function everySo(length: number, width: number): number[] {
  const step = Math.max(1, Math.ceil((length * LABEL_PX) / Math.max(width - LABEL_PX, LABEL_PX)))
  return Array.from({ length: Math.ceil(length / step) }, (_, place) => place * step)
}
