import type { Status } from '@jackfield/sdk'

/** What a status is called on the account's pages, and on an agent's (STA-1, STA-2, STA-6). */
export const statusWords: Record<'account' | 'agent', Record<Status, string>> = {
  account: { available: 'Not connected', connected: 'Connected', needs_reconnect: 'Reconnect' },
  agent: { available: 'Not connected', connected: 'Connected', needs_reconnect: 'Needs reconnect' },
}
