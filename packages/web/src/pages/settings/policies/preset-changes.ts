import type { PolicyPreset } from '@jackfield/sdk'

/** From the loosest. */
const order: PolicyPreset[] = ['open', 'careful', 'read-only']

/** Whether more runs without a person afterwards. */
export function isLooser(after: PolicyPreset, before: PolicyPreset): boolean {
  return order.indexOf(after) < order.indexOf(before)
}

/** What is different, from the next call on, for tools that no rule is about. */
export function changeInWords(before: PolicyPreset, after: PolicyPreset): string {
  const tools = 'tools that write or destroy'
  if (after === 'open')
    return `From the next call on, ${tools} run at once${before === 'careful' ? ', without a person' : ''}.`
  if (after === 'read-only')
    return `From the next call on, ${tools} are blocked, and agents no longer see them.`
  return before === 'open'
    ? `From the next call on, ${tools} wait for a person.`
    : `From the next call on, agents see ${tools} again; each call waits for a person.`
}
