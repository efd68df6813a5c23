import { useState } from 'react'
import { Button } from '../../../../kit/button.tsx'
import { CopyButton } from '../../../../kit/copy-button.tsx'
import { number } from '../../../../kit/words.tsx'

/** So much is shown at first, in characters: a browser lays it out at once. */
const FIRST = 6000

/** Text of a tool, which may be very long: its beginning, and all of it on request. Copied as a whole. */
export function LongBlock({ title, text }: { title: string; text: string }) {
  const [whole, setWhole] = useState(false)
  const long = text.length > FIRST
  return (
    <div className="min-w-0 overflow-hidden rounded-card border border-hairline">
      <div className="flex flex-wrap items-center justify-between gap-2 border-b border-hairline bg-sunken py-1.5 pr-1.5 pl-4">
        <span className="text-xs font-medium">
          {title} <span className="font-normal text-ink-soft">{number(text.length)} characters</span>
        </span>
        <CopyButton text={text} what={title} />
      </div>
      <pre
        tabIndex={0}
        aria-label={title}
        className="max-h-120 overflow-auto px-4 py-3 whitespace-pre-wrap wrap-anywhere focus-visible:-outline-offset-2"
      >
        {long && !whole ? text.slice(0, FIRST) : text}
      </pre>
      {long && (
        <div className="flex flex-wrap items-center justify-between gap-2 border-t border-hairline px-4 py-1.5 text-xs text-ink-soft">
          {whole ? 'All of it is shown.' : `The first ${number(FIRST)} characters are shown.`}
          <Button kind="quiet" size="small" aria-expanded={whole} onClick={() => setWhole(!whole)}>
            {whole ? 'Show less' : 'Show all'}
          </Button>
        </div>
      )}
    </div>
  )
}
