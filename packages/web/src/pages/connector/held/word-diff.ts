import { diffWordsWithSpace } from 'diff'

/** A stretch of a text that stayed, was taken out, or was put in. `at` tells it from the others. */
export interface Stretch {
  kind: 'same' | 'removed' | 'added'
  text: string
  at: number
}

/** How long a comparison may take, in milliseconds. */
const PATIENCE_MS = 500
/** With less in common, word by word reads worse than one text after the other. */
const ENOUGH_IN_COMMON = 0.6

/** Compares two texts word by word, or, where they have little in common, gives one after the other. */
export function wordDiff(before: string, after: string): Stretch[] {
  const parts = diffWordsWithSpace(before, after, { timeout: PATIENCE_MS })
  const common = parts?.filter(({ added, removed }) => !added && !removed).map(({ value }) => value.trim())
  const share = (common?.join('').length ?? 0) / Math.max(before.length, after.length, 1)
  if (!parts || share < ENOUGH_IN_COMMON) return whole(before, after)
  return parts.map(({ value: text, added, removed }, at) => ({
    kind: added ? 'added' : removed ? 'removed' : 'same',
    text,
    at,
  }))
}

function whole(before: string, after: string): Stretch[] {
  const stretches: Stretch[] = [
    { kind: 'removed', text: before, at: 0 },
    { kind: 'same', text: before !== '' && after !== '' ? '\n' : '', at: 1 },
    { kind: 'added', text: after, at: 2 },
  ]
  return stretches.filter(({ text }) => text !== '')
}
