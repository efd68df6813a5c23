import type { CallAnswer } from '@jackfield/sdk'
import { Button } from '../../../../kit/button.tsx'
import { ErrorNotice } from '../../../../kit/error-notice.tsx'
import { Notice } from '../../../../kit/notice.tsx'
import { OutcomeMark } from '../../../../kit/outcome-mark.tsx'
import { duration } from '../../../../kit/words.tsx'
import type { Run } from '../run.ts'
import { AuditRow } from './audit-row.tsx'
import { previewToken } from './preview-token.ts'
import { ResultContent } from './result-content.tsx'
import { saidWrong } from './said-wrong.ts'

export interface RunViewProps {
  run: Run
  busy: boolean
  /** Runs the same call again with the token of its preview. */
  onConfirm(run: Run, token: string): void
}

/** What came of one call. */
export function RunView({ run, busy, onConfirm }: RunViewProps) {
  const { end, tool } = run
  if (end.kind === 'failed') return <ErrorNotice error={end.error} />
  if (end.kind === 'cancelled')
    return (
      <Notice title={`You stopped waiting after ${duration(end.afterMs)}`}>
        {tool} may have run to its end all the same. The activity says what came of it.
      </Notice>
    )
  const token = previewToken(end.answer)
  return (
    <div className="space-y-4">
      <Head answer={end.answer} tool={tool} />
      {token !== undefined && (
        <Notice
          tone="warn"
          title="This is a preview: nothing has happened yet"
          action={
            <Button kind="danger" size="small" busy={busy} onClick={() => onConfirm(run, token)}>
              Confirm and run
            </Button>
          }
        >
          Below is what {tool} would do. The token is good for a few minutes, once.
        </Notice>
      )}
      <Answered answer={end.answer} />
      <AuditRow call={end.answer.call_id} />
    </div>
  )
}

function Head({ answer, tool }: { answer: CallAnswer; tool: string }) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
      <code className="font-medium wrap-anywhere">{tool}</code>
      <OutcomeMark event={{ phase: 'outcome', outcome: answer.outcome }} />
      <span className="text-xs text-ink-soft tabular-nums">{duration(answer.duration_ms)}</span>
    </div>
  )
}

/** What the hub or an area refused in words; else the tool's own answer. */
function Answered({ answer }: { answer: CallAnswer }) {
  const wrong = saidWrong(answer)
  if (!wrong)
    return (
      <>
        {answer.outcome === 'error' && (
          <Notice tone="bad" title="The tool answered with an error">
            Below are its own words. Change the arguments, or look at how its connector is doing.
          </Notice>
        )}
        <ResultContent result={answer.result} />
      </>
    )
  return (
    <Notice
      tone={answer.outcome === 'refused' ? 'warn' : 'bad'}
      title={answer.outcome === 'refused' ? 'The hub did not let it through' : 'The tool refused'}
    >
      <p>
        {wrong.message} {wrong.hint}
      </p>
      {wrong.validValues.length > 0 && <p>It may be: {wrong.validValues.slice(0, 30).join(', ')}.</p>}
      {wrong.issues.length > 0 && <p>Correct the arguments that are marked, and run it again.</p>}
    </Notice>
  )
}
