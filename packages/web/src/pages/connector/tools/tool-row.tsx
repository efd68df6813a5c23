import type { Connector, ConnectorTool } from '@jackfield/sdk'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useId } from 'react'
import { EffectPill } from '../../../kit/effect-pill.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { ToolDetails } from './tool-details.tsx'

export interface ToolRowProps {
  tool: ConnectorTool
  connector: Connector
  open: boolean
  onToggle(): void
}

/** One tool: its name, its first words, what it does, and whatever keeps agents from using it as it is. */
export function ToolRow({ tool, connector, open, onToggle }: ToolRowProps) {
  const id = useId()
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
        className="flex w-full items-start gap-3 px-4 py-2.5 text-left hover:bg-sunken focus-visible:-outline-offset-2"
      >
        <ChevronRight
          className={clsx(
            'mt-0.75 size-4 shrink-0 text-ink-faint transition-transform duration-150',
            open && 'rotate-90',
          )}
          aria-hidden
        />
        <span className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-x-4 gap-y-1.5">
          <span className="min-w-40 flex-1">
            <code className="block font-medium wrap-anywhere">{tool.name}</code>
            <span className="line-clamp-1 text-xs text-ink-soft wrap-anywhere">
              {tool.description || tool.title}
            </span>
          </span>
          <span className="flex flex-wrap gap-1.5">
            <ToolState tool={tool} />
            <EffectPill effect={tool.effect} />
          </span>
        </span>
      </button>
      {open && (
        <div id={id} className="border-t border-hairline bg-sunken/40 px-4 py-4 sm:pl-11">
          <ToolDetails tool={tool} connector={connector} />
        </div>
      )}
    </>
  )
}

function ToolState({
  tool: { held, missing_since: gone, missing_scopes: missing },
}: {
  tool: ConnectorTool
}) {
  return (
    <>
      {held &&
        (held.refused_at === null ? <Pill tone="warn">Changed</Pill> : <Pill tone="bad">Refused</Pill>)}
      {gone !== undefined && <Pill>Gone</Pill>}
      {missing !== undefined && missing.length > 0 && <Pill tone="warn">Not granted</Pill>}
    </>
  )
}
