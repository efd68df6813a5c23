import { storableJson, storableText } from '../storage/storable-text.ts'
import type { NewEvent } from './new-event.ts'

/**
 * The event with every text such as PostgreSQL can keep it: without NUL characters and half surrogate pairs, which
 * become U+FFFD. `detail` is plain JSON afterwards, so that what is hashed is what is read back.
 *
 * @throws TypeError or RangeError when `detail` is no JSON: a cycle, a bigint, nesting without end.
 */
export function storableEvent(event: NewEvent): NewEvent {
  return {
    ...event,
    action: storableText(event.action),
    actor: {
      ...event.actor,
      id: storableText(event.actor.id),
      name: storableText(event.actor.name),
    } as NewEvent['actor'],
    agentId: storableTextOrNull(event.agentId),
    connectorId: storableTextOrNull(event.connectorId),
    tool: storableTextOrNull(event.tool),
    callId: storableTextOrNull(event.callId),
    outcome: storableTextOrNull(event.outcome),
    durationMs: Number.isFinite(event.durationMs) ? event.durationMs : null,
    detail: storableJson(event.detail),
  }
}

function storableTextOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text)
}
