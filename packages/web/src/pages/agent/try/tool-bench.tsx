import type { Toolset, ToolsetTool } from '@jackfield/sdk'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { Section } from '../../../kit/card.tsx'
import type { Json } from './is-record.ts'
import { RunList } from './result/run-list.tsx'
import { RunView } from './result/run-view.tsx'
import { saidWrong } from './result/said-wrong.ts'
import { useRuns } from './run-history.ts'
import type { Run } from './run.ts'
import { ToolForm } from './tool-form.tsx'
import { useArguments } from './use-arguments.ts'
import { useRunTool } from './use-run-tool.ts'
import type { Running } from './use-run-tool.ts'

export interface ToolBenchProps {
  toolset: Toolset
  tool: ToolsetTool | undefined
  onChoose(tool: string): void
  /** Stands there while no tool is chosen. */
  instead: ReactNode
}

/** The arguments on one side, what came of the runs on the other. */
export function ToolBench({ toolset, tool, onChoose, instead }: ToolBenchProps) {
  const agentId = toolset.agent.id
  const runs = useRuns(agentId)
  const [shownId, setShownId] = useState<number>()
  const [filled, setFilled] = useState<Run>()
  const shown = runs.find(({ id }) => id === shownId)
  const { run, running, cancel } = useRunTool(agentId, ({ id }) => setShownId(id))
  const confirm = ({ tool: name, args }: Run, token: string) =>
    void run(name, { ...args, confirm_token: token })
  const show = (one: Run) => {
    setShownId(one.id)
    setFilled(one)
    if (one.tool !== tool?.name) onChoose(one.tool)
  }
  return (
    <div className="grid items-start gap-8 lg:grid-cols-2">
      <div className="min-w-0">
        {tool ? (
          <OneTool
            // Going back to a run fills its arguments in.
            key={`${tool.name} ${filled?.id}`}
            tool={tool}
            first={filled?.tool === tool.name ? filled.args : undefined}
            last={shown?.tool === tool.name ? shown : undefined}
            running={running}
            onRun={(args) => void run(tool.name, args)}
            onCancel={cancel}
          />
        ) : (
          instead
        )}
      </div>
      <div className="min-w-0 space-y-8" aria-live="polite">
        {shown && (
          <InSight key={shown.id}>
            <Section title="Result">
              <RunView run={shown} busy={running !== undefined} onConfirm={confirm} />
            </Section>
          </InSight>
        )}
        {runs.length > 0 && <RunList runs={runs} shown={shown?.id} onShow={show} />}
      </div>
    </div>
  )
}

interface OneToolProps {
  tool: ToolsetTool
  first: Json | undefined
  last: Run | undefined
  running: Running | undefined
  onRun(args: Json): void
  onCancel(): void
}

function OneTool({ tool, first, last, ...rest }: OneToolProps) {
  const values = useArguments(tool, first)
  const end = last?.end
  const said = end?.kind === 'answered' ? (saidWrong(end.answer)?.issues ?? []) : []
  return (
    <Section title="Arguments">
      <ToolForm tool={tool} values={values} said={said} {...rest} />
    </Section>
  )
}

/** A result may come up above what one looks at, or below it on a phone. */
function InSight({ children }: { children: ReactNode }) {
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={ref} className="scroll-mt-20">
      {children}
    </div>
  )
}
