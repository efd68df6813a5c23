import { JackfieldError } from '@jackfield/sdk'
import { Button } from './button.tsx'
import { Notice } from './notice.tsx'

/** What happened and what to do, of any failure. `retry` offers to try again. */
export function ErrorNotice({ error, retry }: { error: unknown; retry?(): void }) {
  const { message, hint, issues, requestId } = inWords(error)
  return (
    <Notice
      tone="bad"
      urgent
      title={message}
      action={
        retry && (
          <Button size="small" onClick={retry}>
            Try again
          </Button>
        )
      }
    >
      {issues.map((issue) => (
        <p key={`${issue.field} ${issue.message}`}>
          {issue.field !== undefined && <code>{issue.field}</code>} {issue.message} {issue.hint}
        </p>
      ))}
      {hint !== undefined && <p>{hint}</p>}
      {requestId !== undefined && (
        <p className="text-xs">
          The server's log knows it as <code>{requestId}</code>.
        </p>
      )}
    </Notice>
  )
}

function inWords(error: unknown): Pick<JackfieldError, 'message' | 'hint' | 'issues' | 'requestId'> {
  if (error instanceof JackfieldError) {
    const internal = error.code === 'internal'
    return { ...pick(error), requestId: internal ? error.requestId : undefined }
  }
  const message = error instanceof Error ? error.message : 'Something failed that should not have.'
  return {
    message,
    hint: 'Reload the page. Nothing that was saved is lost.',
    issues: [],
    requestId: undefined,
  }
}

function pick({ message, hint, issues }: JackfieldError) {
  return { message, hint, issues }
}
