import { Section } from '../../../../kit/card.tsx'
import { OutcomeMark } from '../../../../kit/outcome-mark.tsx'
import { Ago } from '../../../../kit/words.tsx'
import type { Run } from '../run.ts'

export interface RunListProps {
  runs: readonly Run[]
  shown: number | undefined
  onShow(run: Run): void
}

/** What was run here since the page was loaded. */
export function RunList({ runs, shown, onShow }: RunListProps) {
  return (
    <Section title="Runs here" lead="Kept until you leave or reload the page.">
      <ol className="divide-y divide-hairline overflow-hidden rounded-card border border-hairline bg-surface">
        {runs.map((run) => (
          <li key={run.id}>
            <button
              type="button"
              aria-current={run.id === shown || undefined}
              onClick={() => onShow(run)}
              className="flex min-h-10 w-full flex-wrap items-center gap-x-3 px-4 py-2 text-left hover:bg-sunken focus-visible:-outline-offset-2 aria-[current=true]:bg-accent-tint/60"
            >
              <code className="min-w-0 flex-1 truncate">{run.tool}</code>
              <OutcomeMark event={{ phase: 'outcome', outcome: outcomeOf(run) }} />
              <span className="text-xs text-ink-soft">
                <Ago at={new Date(run.at).toISOString()} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  )
}

function outcomeOf({ end }: Run): string {
  if (end.kind === 'answered') return end.answer.outcome
  return end.kind === 'failed' ? 'error' : 'cancelled'
}
