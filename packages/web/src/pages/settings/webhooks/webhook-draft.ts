import type { Webhook, WebhookEvent, WebhookInput, WebhookPatch } from '@jackfield/sdk'
import { EVERY_EVENT, isEvent } from './event-words.ts'

/** A webhook as it is being made or changed. */
export interface WebhookDraft {
  /** Empty keeps the address it has. */
  url: string
  description: string
  every: boolean
  events: WebhookEvent[]
}

export const emptyDraft: WebhookDraft = { url: '', description: '', every: true, events: [] }

export function draftOf({ description, events }: Webhook): WebhookDraft {
  return { url: '', description, every: events.includes(EVERY_EVENT), events: events.filter(isEvent) }
}

/** Whether it would be told of nothing. */
export function isDeaf({ every, events }: WebhookDraft): boolean {
  return !every && events.length === 0
}

export function webhookInput({ url, description, every, events }: WebhookDraft): WebhookInput {
  return { url, description, events: every ? [EVERY_EVENT] : events }
}

/** The address is only sent when another one was typed, since the present one is shown masked. */
export function webhookPatch(draft: WebhookDraft, { version }: Webhook): WebhookPatch {
  const { url, ...rest } = webhookInput(draft)
  return { version, ...rest, ...(url !== '' && { url }) }
}
