import type { WebhookDelivery } from '@jackfield/sdk'
import type { Tone } from '../../../../kit/pill.tsx'
import { agoInWords, count } from '../../../../kit/words.tsx'
import { eventWords, isEvent } from '../event-words.ts'

export const statusLooks: Record<WebhookDelivery['status'], { label: string; tone: Tone }> = {
  pending: { label: 'Pending', tone: 'warn' },
  delivered: { label: 'Delivered', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
}

/** What a message says, in words. */
export function eventInWords(event: string): string {
  if (event === 'webhook.test') return 'A test'
  return isEvent(event) ? eventWords[event] : event
}

/** How it went, in one line: `2 attempts · answered 500 · next in 5 minutes`. */
export function progressInWords({
  attempts,
  response_status,
  next_attempt_at,
  status,
}: WebhookDelivery): string {
  const answer = response_status === null ? 'no answer' : `answered ${response_status}`
  const next = next_attempt_at !== null && status === 'pending' ? nextInWords(next_attempt_at) : undefined
  return [
    attempts === 0 ? 'not tried yet' : count(attempts, 'attempt'),
    attempts > 0 ? answer : undefined,
    next,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

function nextInWords(at: string): string {
  const date = new Date(at)
  const left = date.getTime() - Date.now()
  if (left <= 0) return 'next one now'
  return left < 60_000 ? 'next within a minute' : `next ${agoInWords(date)}`
}
