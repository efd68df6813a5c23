import clsx from 'clsx'
import { useState } from 'react'

/** From so many characters on, a hint is shown in part. */
const LONG = 180

/** A hint of somebody else. */
export function LongHint({ id, text }: { id?: string | undefined; text: string }) {
  const [whole, setWhole] = useState(false)
  const long = text.length > LONG
  return (
    <div className="text-xs text-ink-soft">
      <p id={id} className={clsx('whitespace-pre-line wrap-anywhere', long && !whole && 'line-clamp-2')}>
        {text}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="min-h-6 font-medium text-accent hover:underline"
        >
          {whole ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  )
}
