import { agoInWords, count } from '../../kit/words.tsx'
import type { JackState } from '../../kit/jack.tsx'
import type { MapCord } from './map.ts'

/** What went over some cords together. */
export interface Sum {
  calls: number
  errors: number
  /** ISO 8601; null when there was no call. */
  last: string | null
}

export function sumOf(cords: readonly MapCord[]): Sum {
  const times = cords.flatMap(({ last_call_at }) => last_call_at ?? []).toSorted()
  return {
    calls: cords.reduce((sum, { calls }) => sum + calls, 0),
    errors: cords.reduce((sum, { errors }) => sum + errors, 0),
    last: times.at(-1) ?? null,
  }
}

/** `1,204 calls, 3 errors, the last one 5 minutes ago`. */
export function trafficInWords({ calls, errors, last }: Sum): string {
  if (calls === 0) return 'no calls'
  const failed = errors > 0 ? `, ${count(errors, 'error')}` : ''
  const ended = last === null ? '' : `, the last one ${agoInWords(new Date(last))}`
  return `${count(calls, 'call')}${failed}${ended}`
}

/** An agent's jack: whether anything is plugged in, and whether any of it is used. */
export function agentJack(cords: readonly MapCord[]): JackState {
  if (cords.length === 0) return 'available'
  return cords.some(({ used }) => used) ? 'connected' : 'skipped'
}
