import type { ToolsetTool } from '@jackfield/sdk'
import { defaultRangeExtractor, useWindowVirtualizer } from '@tanstack/react-virtual'
import type { Range } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'

const USUAL_HEIGHT = 76

/**
 * Hundreds of tools, of which those in sight are in the page, and the one with the focus. The place of each in the
 * whole is told to screen readers.
 */
export function ToolList({
  tools,
  children,
}: {
  tools: ToolsetTool[]
  children(tool: ToolsetTool): ReactNode
}) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  useLayoutEffect(() => {
    const place = list.current?.getBoundingClientRect().top
    if (place !== undefined) setTop(Math.round(place + window.scrollY))
  }, [tools])
  const virtual = useWindowVirtualizer({
    count: tools.length,
    estimateSize: () => USUAL_HEIGHT,
    overscan: 6,
    scrollMargin: top,
    getItemKey: (index) => tools[index]?.name ?? index,
    rangeExtractor: (range) => withFocused(range, list.current),
  })
  return (
    <ul
      ref={list}
      aria-label="Tools"
      className="relative rounded-card border border-hairline bg-surface"
      style={{ height: virtual.getTotalSize() }}
    >
      {virtual.getVirtualItems().map(({ index, key, start }) => {
        const tool = tools[index]
        return (
          tool && (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={tools.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0 border-hairline not-first:border-t"
              style={{ transform: `translateY(${start - top}px)` }}
            >
              {children(tool)}
            </li>
          )
        )
      })}
    </ul>
  )
}

/** The row that holds the focus stays in the page when it is scrolled away, so that the focus is not lost. */
function withFocused(range: Range, list: HTMLElement | null): number[] {
  const inSight = defaultRangeExtractor(range)
  const row = document.activeElement?.closest<HTMLElement>('[data-index]')
  const focused = row && list?.contains(row) ? Number(row.dataset.index) : range.count
  if (focused >= range.count || inSight.includes(focused)) return inSight
  return [...inSight, focused].toSorted((one, other) => one - other)
}
