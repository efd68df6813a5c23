import type { ReactNode } from 'react'
import { CopyBlock } from './copy-block.tsx'
import { Notice } from './notice.tsx'

/** A secret that is shown this once (ADR-15). */
export function SecretOnce({
  title,
  secret,
  children,
}: {
  title: string
  secret: string
  children?: ReactNode
}) {
  return (
    <div className="space-y-3">
      <Notice tone="warn" title="Copy it now: it is not shown again.">
        {children ?? 'Whoever has it can use it. Keep it where you keep passwords.'}
      </Notice>
      <CopyBlock title={title} text={secret} />
    </div>
  )
}
