import type { NewEvent } from '../audit/new-event.ts'

/** The audit row of what an operator did to an account's keys on the command line. */
export function keyChanged(
  accountId: string,
  action: string,
  detail: Record<string, unknown> = {},
): NewEvent {
  return {
    accountId,
    kind: 'change',
    action,
    phase: 'outcome',
    actor: { type: 'system', id: 'system', name: 'jackfield rotate-key' },
    agentId: null,
    connectorId: null,
    tool: null,
    callId: null,
    outcome: 'ok',
    durationMs: null,
    detail,
  }
}
