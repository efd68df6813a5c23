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
    detail: storableDetail(event.detail),
  }
}

/** How JSON text spells the characters that PostgreSQL refuses: \u0000 and lone surrogates. */
const refusedEscape = /\\u(?:0000|d[89a-f])/

function storableDetail(detail: Record<string, unknown>): Record<string, unknown> {
  const text = JSON.stringify(detail)
  const reviver = refusedEscape.test(text) ? storableValue : undefined
  return JSON.parse(text, reviver) as Record<string, unknown>
}

function storableValue(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return storableText(value)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [storableText(key), item]))
}

function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\uFFFD')
}

function storableTextOrNull(text: string | null): string | null {
  return text === null ? null : storableText(text)
}
