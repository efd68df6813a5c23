import type { Connector, ConnectorTool } from '@jackfield/sdk'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { ToolRow } from './tool-row.tsx'

/** So many rows a browser draws at once without effort, and finds with its own search. */
const MOST_WHOLE = 100
const ROW_PX = 61

/** Tools that open one by one. Of a long list, only what is near the window is in the page. */
export function ToolList({ tools, connector }: { tools: ConnectorTool[]; connector: Connector }) {
  const list = useRef<HTMLUListElement>(null)
  const [top, setTop] = useState(0)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  useLayoutEffect(() => {
    setTop((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY)
  }, [tools.length])
  const long = tools.length > MOST_WHOLE
  const virtualizer = useWindowVirtualizer({
    count: tools.length,
    enabled: long,
    estimateSize: () => ROW_PX,
    overscan: 15,
    scrollMargin: top,
    getItemKey: (index) => tools[index]?.name ?? index,
  })
  const near = virtualizer.getVirtualItems()
  const shown = long ? near.map(({ index }) => index) : [...tools.keys()]
  const above = long ? (near[0]?.start ?? top) - top : 0
  const below = long ? virtualizer.getTotalSize() - ((near.at(-1)?.end ?? top) - top) : 0
  const toggle = (name: string) => {
    const next = new Set(open)
    if (!next.delete(name)) next.add(name)
    setOpen(next)
  }
  return (
    <ul
      ref={list}
      className="overflow-hidden rounded-card border border-hairline bg-surface"
      style={{ paddingTop: above, paddingBottom: below }}
    >
      {shown.map((index) => {
        const tool = tools[index]
        return (
          tool && (
            <li
              key={tool.name}
              ref={long ? virtualizer.measureElement : undefined}
              data-index={index}
              aria-setsize={long ? tools.length : undefined}
              aria-posinset={long ? index + 1 : undefined}
              className="not-first:border-t not-first:border-hairline"
            >
              <ToolRow
                tool={tool}
                connector={connector}
                open={open.has(tool.name)}
                onToggle={() => toggle(tool.name)}
              />
            </li>
          )
        )
      })}
    </ul>
  )
}
