import clsx from 'clsx'
import { useState } from 'react'

interface Size {
  /** More of them, and only the beginning is shown. */
  characters: number
  lines: number
  clamp: string
  look?: string
}

const short = { characters: 180, lines: 2, clamp: 'line-clamp-2' }
const sizes = {
  /** About a field. */
  hint: { ...short, look: 'text-xs text-ink-soft' },
  /** About one thing among many. */
  short,
  /** What a page or a dialog is about. */
  long: { characters: 600, lines: 8, clamp: 'line-clamp-6' },
}

export interface LongTextProps {
  text: string
  /** How much is shown at first. */
  size?: keyof typeof sizes
  /** Of the text, for what it describes. */
  id?: string | undefined
}

/** A text of somebody else, with its line breaks; a very long one opens on request. */
export function LongText({ text, size = 'long', id }: LongTextProps) {
  const [whole, setWhole] = useState(false)
  const { characters, lines, clamp, look }: Size = sizes[size]
  const long = text.length > characters || text.split('\n').length > lines
  return (
    <div className={clsx('max-w-2xl', look)}>
      <p id={id} className={clsx('whitespace-pre-wrap wrap-anywhere', long && !whole && clamp)}>
        {text}
      </p>
      {long && (
        <button
          type="button"
          aria-expanded={whole}
          onClick={() => setWhole(!whole)}
          className="min-h-6 text-xs font-medium text-accent hover:underline"
        >
          {whole ? 'Show less' : 'Show all'}
        </button>
      )}
    </div>
  )
}
