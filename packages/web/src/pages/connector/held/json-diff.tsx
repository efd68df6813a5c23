import clsx from 'clsx'
import { useState } from 'react'
import { count } from '../../../kit/words.tsx'
import { diffLines } from './diff-lines.ts'
import type { DiffLine } from './diff-lines.ts'

export interface JsonDiffProps {
  before: Record<string, unknown>
  after: Record<string, unknown>
  label: string
}

const looks = {
  same: 'text-ink-soft',
  removed: 'bg-bad-tint text-bad',
  added: 'bg-good-tint text-good',
}
const signs = { same: ' ', removed: '−', added: '+' }

/** Two JSON values line by line, keys in one order; long stretches that are the same are folded. */
export function JsonDiff({ before, after, label }: JsonDiffProps) {
  const [whole, setWhole] = useState(false)
  return (
    <pre
      tabIndex={0}
      aria-label={`Changes of ${label}`}
      className="max-h-160 overflow-auto rounded-card border border-hairline bg-paper py-2 focus-visible:-outline-offset-2"
    >
      {diffLines(before, after, whole).map((line) =>
        line.kind === 'folded' ? (
          <button
            key={line.at}
            type="button"
            className="block w-full px-3 py-1 text-left font-sans text-xs text-ink-soft hover:bg-sunken focus-visible:-outline-offset-2"
            onClick={() => setWhole(true)}
          >
            … {count(line.lines, 'line')} the same
          </button>
        ) : (
          <Line key={line.at} line={line} />
        ),
      )}
    </pre>
  )
}

function Line({ line: { kind, text } }: { line: Extract<DiffLine, { text: string }> }) {
  const Part = { same: 'span', removed: 'del', added: 'ins' }[kind] as 'span' | 'del' | 'ins'
  return (
    <Part className={clsx('flex px-3 whitespace-pre-wrap no-underline', looks[kind])}>
      <span className="w-5 shrink-0 select-none">{signs[kind]}</span>
      <span className="min-w-0 wrap-anywhere">{text}</span>
      {'\n'}
    </Part>
  )
}
