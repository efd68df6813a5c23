import { useEffect, useState } from 'react'
import { Button } from '../../../kit/button.tsx'
import { duration } from '../../../kit/words.tsx'
import type { Running } from './use-run-tool.ts'

export interface RunBarProps {
  label: string
  danger: boolean
  running: Running | undefined
  onCancel(): void
}

/** The button that runs the tool, in sight below a long form; while it runs, for how long it has, and a way to stop waiting. */
export function RunBar({ label, danger, running, onCancel }: RunBarProps) {
  return (
    <div className="sticky bottom-0 z-10 -mx-1 flex flex-wrap items-center gap-3 border-t border-hairline bg-paper px-1 py-3">
      <Button kind={danger ? 'danger' : 'primary'} type="submit" busy={running !== undefined}>
        {label}
      </Button>
      {running && (
        <>
          <Elapsed since={running.since} />
          <Button kind="quiet" onClick={onCancel}>
            Stop waiting
          </Button>
        </>
      )}
    </div>
  )
}

function Elapsed({ since }: { since: number }) {
  const [ms, setMs] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setMs(Date.now() - since), 100)
    return () => clearInterval(timer)
  }, [since])
  return (
    <span role="timer" className="text-ink-soft tabular-nums">
      {duration(ms)}
    </span>
  )
}
