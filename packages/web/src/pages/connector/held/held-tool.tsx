import type { ConnectorTool } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { Card } from '../../../kit/card.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { EffectPill } from '../../../kit/effect-pill.tsx'
import { namesInWords } from '../../../kit/names-in-words.ts'
import { Ago } from '../../../kit/words.tsx'
import { changesOf } from './changes.ts'
import type { Change } from './changes.ts'
import { JsonDiff } from './json-diff.tsx'
import { TextDiff } from './text-diff.tsx'

export interface HeldToolProps {
  tool: ConnectorTool
  /** The differences open on request. */
  folded?: boolean
  chosen?: boolean
  onPick?(): void
  actions?: ReactNode
}

/** One changed tool: which parts are different, and how. */
export function HeldTool({ tool, folded = false, chosen, onPick, actions }: HeldToolProps) {
  const [open, setOpen] = useState(!folded)
  const { held } = tool
  if (!held) return null
  const changes = changesOf(tool)
  const name = <code className="font-medium wrap-anywhere">{tool.name}</code>
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
        <div className="min-w-0">
          {onPick ? <Checkbox label={name} checked={chosen === true} onCheckedChange={onPick} /> : name}
          <p className={onPick ? 'pl-7 text-xs text-ink-soft' : 'text-xs text-ink-soft'}>
            {whatChanged(changes)} changed <Ago at={held.since} />
            {held.refused_at !== null && (
              <>
                , refused <Ago at={held.refused_at} />
              </>
            )}
          </p>
        </div>
        <div className="flex flex-wrap items-center gap-2">
          <EffectPill effect={tool.effect} />
          <Button
            size="small"
            aria-expanded={open}
            aria-label={`${open ? 'Hide' : 'Show'} what is different about ${tool.name}`}
            onClick={() => setOpen(!open)}
          >
            {open ? 'Hide' : 'Show'} what is different
          </Button>
          {actions}
        </div>
      </div>
      {open && (
        <div className="space-y-4 border-t border-hairline px-4 py-4">
          {changes.map((change) => (
            <section
              key={change.label}
              aria-label={`${change.label} of ${tool.name}`}
              className="space-y-1.5"
            >
              <h3 className="text-xs font-medium text-ink-soft">{change.label}</h3>
              <Difference change={change} />
            </section>
          ))}
        </div>
      )}
    </Card>
  )
}

function Difference({ change }: { change: Change }) {
  if (change.kind === 'text') return <TextDiff before={change.before} after={change.after} />
  return <JsonDiff before={change.before} after={change.after} label={change.label} />
}

/** `Description and what it takes`. */
function whatChanged(changes: Change[]): string {
  const [first = '', ...rest] = changes.map(({ label }) => label)
  return namesInWords([first, ...rest.map((label) => label.charAt(0).toLowerCase() + label.slice(1))], 5)
}
