import { Button } from '../../../kit/button.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { count } from '../../../kit/words.tsx'
import type { AgentDraft } from './use-agent-draft.ts'

/** What is not saved yet, always in sight, with both ways out. */
export function SaveBar({ edit }: { edit: AgentDraft }) {
  const { changes, error, stale } = edit
  return (
    <div className="sticky bottom-4 z-20 space-y-2">
      <output className="sr-only">{changes > 0 && count(changes, 'unsaved change')}</output>
      {changes > 0 && (
        <section
          aria-label="Unsaved changes"
          className="space-y-3 rounded-card border border-control/60 bg-surface p-3 shadow-lifted"
        >
          {stale && (
            <Notice tone="warn" urgent title="This agent was saved in between.">
              What somebody else saved is shown now, and your changes are kept on top of it. Look at both,
              then save.
            </Notice>
          )}
          {error && <ErrorNotice error={error} />}
          {/* To the left, where no toast covers them. */}
          <div className="flex flex-wrap items-center gap-2">
            <Button
              kind="primary"
              busy={edit.saving}
              // The error is shown above.
              onClick={() => void edit.save().catch(() => undefined)}
            >
              Save
            </Button>
            <Button kind="quiet" onClick={edit.discard} disabled={edit.saving}>
              Discard
            </Button>
            <span className="px-1 font-medium">{count(changes, 'unsaved change')}</span>
          </div>
        </section>
      )}
    </div>
  )
}
