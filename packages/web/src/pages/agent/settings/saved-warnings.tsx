import { Button } from '../../../kit/button.tsx'
import { Notice } from '../../../kit/notice.tsx'

/** What was saved all the same, and wants a look: on without being connected, instructions that hold a key (SEC-3). */
export function SavedWarnings({ warnings, onDismiss }: { warnings: string[]; onDismiss(): void }) {
  if (warnings.length === 0) return null
  return (
    <Notice
      tone="warn"
      urgent
      title="Saved, and worth a look"
      action={
        <Button size="small" kind="quiet" onClick={onDismiss}>
          Dismiss
        </Button>
      }
    >
      <ul className="list-disc space-y-1 pl-4">
        {warnings.map((warning) => (
          <li key={warning}>{warning}</li>
        ))}
      </ul>
    </Notice>
  )
}
