import { useState } from 'react'
import { Button } from './button.tsx'

/** From so many characters or lines on, a text is shown in part. */
const LONG = 600
const LINES = 8

/** A text of somebody else, with its line breaks; a very long one opens on request. */
export function LongText({ text }: { text: string }) {
  const [whole, setWhole] = useState(false)
  const long = text.length > LONG || text.split('\n').length > LINES
  const cut = long && !whole
  return (
    <div className="max-w-2xl">
      <p className={`whitespace-pre-wrap wrap-anywhere ${cut ? 'line-clamp-6' : ''}`}>{text}</p>
      {long && (
        <Button
          kind="quiet"
          size="small"
          className="-ml-2.5"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
        >
          {whole ? 'Show less' : 'Show all'}
        </Button>
      )}
    </div>
  )
}
