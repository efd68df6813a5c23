import type { ConnectionMap } from '@jackfield/sdk'

type Cord = ConnectionMap['cords'][number]
type Reason = NonNullable<Cord['reason']>

/** Why a run skips a connector that is on, in a few words; the first two are the seeds' (STA-2). */
const words: Record<Reason, string> = {
  not_connected: 'Not connected',
  needs_reconnect: 'Needs reconnect',
  unreachable: 'Its server does not answer',
  no_tools: 'It lists no tools',
  blocked_by_policy: 'Policies block all its tools',
  covered_by_platform_toggle: 'Already covered by Sales Platform tools',
  no_user_auth: 'Nobody is signed in to it',
  off: 'Turned off',
}

/** Whether a run uses what a cord leads to, and if not, why. */
export function stateOfCord({ used, reason }: Cord): string {
  if (used) return 'In use'
  return reason === undefined ? 'Skipped' : words[reason]
}
