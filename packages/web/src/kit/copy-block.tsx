import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'

export interface CopyBlockProps {
  /** What it is: `Claude Code command`. */
  title: string
  text: string
  /** Where it goes, or what else to know. */
  note?: ReactNode
  /** Beside the copy button. */
  actions?: ReactNode
}

/** A text to take away, exactly as it is shown (ADR-7). */
export function CopyBlock({ title, text, note, actions }: CopyBlockProps) {
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-hairline">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-hairline bg-sunken py-1.5 pr-1.5 pl-4">
        <span className="text-xs font-medium">{title}</span>
        <div className="flex flex-wrap gap-1.5">
          {actions}
          <CopyButton text={text} what={title} />
        </div>
      </div>
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-72 overflow-auto px-4 py-3 whitespace-pre-wrap wrap-anywhere focus-visible:-outline-offset-2"
      >
        {text}
      </pre>
      {note !== undefined && (
        <div className="border-t border-hairline px-4 py-2 text-xs text-ink-soft wrap-anywhere">{note}</div>
      )}
    </div>
  )
}
