import type { Webhook } from '@jackfield/sdk'

/** What a webhook is called in a sentence: its description, else the host that it goes to. */
export function webhookName({ description, url }: Webhook): string {
  const [line = ''] = description.trim().split('\n')
  if (line === '') return URL.canParse(url) ? new URL(url).host : url
  return line.length > 60 ? `${line.slice(0, 59)}…` : line
}
