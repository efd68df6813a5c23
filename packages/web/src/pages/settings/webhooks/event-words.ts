import type { WebhookEvent } from '@jackfield/sdk'

/** Stands for every event there is and will be. */
export const EVERY_EVENT = '*'

/** What a webhook can be told of, in words. */
export const eventWords: Record<WebhookEvent, string> = {
  'connection.connected': 'A connector was connected',
  'connection.needs_reconnect': 'A connector has to be connected again',
  'connection.disconnected': 'A connector was disconnected',
  'connector.added': 'A custom connector was added',
  'connector.edited': 'A custom connector was edited',
  'connector.removed': 'A custom connector was removed',
  'connector.tools_held': 'Changed tools wait for a person',
  'connector.tools_accepted': 'Changed tools were accepted',
  'connector.tools_refused': 'Changed tools were refused',
  'connector_request.shipped': 'A connector that somebody asked for is there',
}

/** In the order in which they are offered. */
export const events = Object.keys(eventWords).filter(isEvent)

export function isEvent(name: string): name is WebhookEvent {
  return Object.hasOwn(eventWords, name)
}

/** `every event`, `2 events`, or the one event in words. */
export function eventsInWords(names: string[]): string {
  if (names.includes(EVERY_EVENT)) return 'Every event'
  const [first] = names
  if (names.length === 1 && first !== undefined) return isEvent(first) ? eventWords[first] : first
  return `${names.length} events`
}
