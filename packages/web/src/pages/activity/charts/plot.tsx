import { useCallback, useEffect, useState } from 'react'
import type { RefCallback } from 'react'
import uPlot from 'uplot'
import './plot.css'
import type { Chart } from './chart-lines.ts'
import { plotOptions } from './plot-options.ts'
import type { PointLabel } from './point-labels.ts'
import { PointTip } from './point-tip.tsx'

export interface PlotProps {
  chart: Chart
  labels: PointLabel[]
  /** The point in time that is looked at, in all charts at once. */
  at: number | null
  onAt(at: number | null): void
}

/** A chart. By mouse, touch or the arrow keys one goes from point to point. */
export function Plot({ chart, labels, at, onAt }: PlotProps) {
  const [here, setHere] = useState(false)
  const [plot, draw] = usePlot(chart, labels, onAt)
  useEffect(() => {
    plot?.setCursor({ left: at === null ? -10 : plot.valToPos(at, 'x'), top: 0 }, false)
  }, [plot, at])
  const last = labels.length - 1
  const leave = () => {
    setHere(false)
    onAt(null)
  }
  return (
    <div
      className="relative rounded-control has-focus-visible:outline-2 has-focus-visible:outline-accent"
      onPointerEnter={() => setHere(true)}
      onPointerLeave={leave}
      onFocus={() => setHere(true)}
      onBlur={leave}
    >
      <input
        type="range"
        className="sr-only"
        aria-label={`${chart.title}: point in time`}
        min={0}
        max={last}
        value={at ?? last}
        aria-valuetext={pointWords(chart, labels, at ?? last)}
        onChange={(event) => onAt(event.currentTarget.valueAsNumber)}
      />
      <div ref={draw} className="h-50" />
      {plot && here && at !== null && <PointTip chart={chart} label={labels[at]} at={at} plot={plot} />}
    </div>
  )
}

const HEIGHT_PX = 200

/** A chart in the element that gets the second answer as its `ref`, as wide as that is. */
function usePlot(
  chart: Chart,
  labels: PointLabel[],
  onAt: (at: number | null) => void,
): [uPlot | undefined, RefCallback<HTMLDivElement>] {
  const [plot, setPlot] = useState<uPlot>()
  const draw = useCallback(
    (target: HTMLDivElement) => {
      const size = () => ({ width: target.clientWidth, height: HEIGHT_PX })
      const hooks = { setCursor: [({ cursor }: uPlot) => onAt(cursor.idx ?? null)] }
      const made = new uPlot(
        { ...plotOptions(chart, labels, size()), hooks },
        [labels.map((_, place) => place), ...chart.lines.map(({ values }) => values)],
        target,
      )
      const observer = new ResizeObserver(() => made.setSize(size()))
      observer.observe(target)
      setPlot(made)
      return () => {
        observer.disconnect()
        setPlot(undefined)
        made.destroy()
      }
    },
    [chart, labels, onAt],
  )
  return [plot, draw]
}

/** What the arrow keys come to, to be read out. */
function pointWords({ lines, inWords }: Chart, labels: PointLabel[], at: number): string {
  const said = lines.map(({ name, values }) => {
    const value = values[at]
    return `${name} ${value === null || value === undefined ? 'none' : inWords(value)}`
  })
  return [labels[at]?.whole ?? '', ...said].join(', ')
}
