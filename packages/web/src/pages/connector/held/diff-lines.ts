import { diffJson } from 'diff'

/** A line of a comparison, or a stretch of lines that are the same. `at` tells it from the others. */
export type DiffLine =
  | { kind: 'same' | 'added' | 'removed'; text: string; at: number }
  | { kind: 'folded'; lines: number; at: number }

type Json = Record<string, unknown>

/** How long a comparison may take, in milliseconds; otherwise all of the one stands before all of the other. */
const PATIENCE_MS = 500
/** So many lines around a difference stay in sight. */
const AROUND = 3

/** Compares two JSON values as indented text, keys in alphabetical order. @param whole leaves nothing out */
export function diffLines(before: Json, after: Json, whole: boolean): DiffLine[] {
  const parts = diffJson(before, after, { timeout: PATIENCE_MS }) ?? [
    { value: JSON.stringify(before, null, 2), removed: true, added: false },
    { value: JSON.stringify(after, null, 2), removed: false, added: true },
  ]
  const lines: DiffLine[] = []
  for (const [index, { value, added, removed }] of parts.entries()) {
    const kind = added ? 'added' : removed ? 'removed' : 'same'
    const texts = value.replace(/\n$/, '').split('\n')
    const top = index === 0 ? 0 : AROUND
    const end = index === parts.length - 1 ? 0 : AROUND
    const folded = kind === 'same' && !whole ? texts.length - top - end : 0
    const shown = (text: string): DiffLine => ({ kind, text, at: lines.length })
    if (folded < 2) for (const text of texts) lines.push(shown(text))
    else {
      for (const text of texts.slice(0, top)) lines.push(shown(text))
      lines.push({ kind: 'folded', lines: folded, at: lines.length })
      for (const text of texts.slice(texts.length - end)) lines.push(shown(text))
    }
  }
  return lines
}
