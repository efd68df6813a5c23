import type { ToolsetTool } from '@jackfield/sdk'
import { useRef, useState } from 'react'
import type { ReactNode } from 'react'
import { lazily } from '../../../kit/lazily.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { Segmented } from '../../../kit/segmented.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { focusFirst } from './form/focus-first.ts'
import { FormGuard } from './form/form-guard.tsx'
import { isRecord } from './is-record.ts'
import type { Json } from './is-record.ts'
import { JsonArguments } from './json-arguments.tsx'
import { argumentsIn } from './json-text.ts'
import { RunBar } from './run-bar.tsx'
import { RunConfirmDialog } from './run-confirm-dialog.tsx'
import { isPreview } from './schema/tool-traits.ts'
import { issuesOf } from './schema/validator.ts'
import type { ArgumentIssue } from './schema/validator.ts'
import type { Arguments } from './use-arguments.ts'
import type { Running } from './use-run-tool.ts'

const ArgumentsForm = lazily(
  async () => (await import('./form/arguments-form.tsx')).ArgumentsForm,
  <SkeletonList count={3} className="space-y-5" item="h-14" />,
)

export interface ToolFormProps {
  tool: ToolsetTool
  values: Arguments
  /** What the hub or the tool said is wrong with the last call. */
  said: ArgumentIssue[]
  running: Running | undefined
  onRun(args: Json): void
  onCancel(): void
}

/** The arguments, and the way to run. What destroys is asked about once more. */
export function ToolForm({ tool, values, said, running, onRun, onCancel }: ToolFormProps) {
  const place = useRef<HTMLDivElement>(null)
  const [found, setFound] = useState<ArgumentIssue[]>([])
  const [asked, setAsked] = useState<Json>()
  const issues = found.length > 0 ? found : said
  const submit = (given: Json) => {
    if (running) return
    const args = values.sent(given)
    const wrong = issuesOf(tool.input_schema, args)
    setFound(wrong)
    if (wrong.length > 0) focusFirst(place.current, wrong)
    else if (tool.effect === 'destructive' && tool.policy === 'allow' && !isPreview(tool, args))
      setAsked(args)
    else onRun(args)
  }
  const preview = isPreview(
    tool,
    values.view === 'json' ? (argumentsIn(values.text).args ?? {}) : values.args,
  )
  const bar = (
    <RunBar
      label={preview ? `Preview ${tool.name}` : `Run ${tool.name}`}
      danger={tool.effect === 'destructive' && !preview}
      running={running}
      onCancel={onCancel}
    />
  )
  const json = (
    <JsonArguments text={values.text} onTextChange={values.setText} issues={issues} onSubmit={submit}>
      {bar}
    </JsonArguments>
  )
  return (
    <div ref={place} className="space-y-4">
      {values.plan && (
        <Segmented
          label="How to write the arguments"
          value={values.view}
          onValueChange={values.show}
          options={[
            { value: 'form', label: 'Form' },
            { value: 'json', label: 'JSON' },
          ]}
        />
      )}
      {takesNothing(tool) ? (
        <Nothing onSubmit={() => submit({})}>{bar}</Nothing>
      ) : values.plan && values.view === 'form' ? (
        <FormGuard instead={<Undrawn>{json}</Undrawn>}>
          <ArgumentsForm
            plan={values.plan}
            args={values.args}
            onChange={values.setArgs}
            issues={issues}
            onSubmit={submit}
          >
            {bar}
          </ArgumentsForm>
        </FormGuard>
      ) : (
        json
      )}
      {asked && (
        <RunConfirmDialog
          tool={tool}
          args={asked}
          onClose={() => setAsked(undefined)}
          onConfirm={() => onRun(asked)}
        />
      )}
    </div>
  )
}

function Undrawn({ children }: { children: ReactNode }) {
  return (
    <div className="space-y-4">
      <Notice>No form can be made of this tool's schema. Write the arguments as JSON.</Notice>
      {children}
    </div>
  )
}

function Nothing({ onSubmit, children }: { onSubmit(): void; children: ReactNode }) {
  return (
    <form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <p className="text-ink-soft">It takes no arguments.</p>
      {children}
    </form>
  )
}

function takesNothing({ input_schema }: ToolsetTool): boolean {
  const { properties } = input_schema
  return isRecord(properties) && Object.keys(properties).length === 0
}
