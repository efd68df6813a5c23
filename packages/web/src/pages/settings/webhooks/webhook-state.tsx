import type { Webhook } from '@jackfield/sdk'
import { Pill } from '../../../kit/pill.tsx'

/** Whether messages go out, and arrive. */
export function WebhookState({ webhook: { enabled, failing_since } }: { webhook: Webhook }) {
  if (!enabled) return <Pill>Off</Pill>
  if (failing_since !== null) return <Pill tone="bad">Failing</Pill>
  return <Pill tone="good">On</Pill>
}
