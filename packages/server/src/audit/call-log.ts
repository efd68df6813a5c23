import type { Logger } from 'pino'
import type { CallLog, CallOutcome, CallRecord } from '../context.ts'
import type { Meters } from '../meters.ts'
import { Refusal } from '../errors.ts'
import type { Database } from '../storage/database.ts'
import type { NewEvent } from './new-event.ts'
import { CallWriter } from './call-writer.ts'

const intentLost = 'The audit log cannot be written, so nothing was done.'
const outcomeLost = 'The call ended, but the audit log cannot be written, so its outcome is not recorded.'

export interface CallLogOptions {
  database: Database
  log: Logger
  meters?: Meters | undefined
}

/** Opens the log of tool calls of this process (SEC-9). */
export function openCallLog(options: CallLogOptions): CallLog {
  const writer = new CallWriter(options)
  return {
    intent: (call) => write(writer, intentEvent(call), true, intentLost),
    outcome: (call, outcome, awaited = true) =>
      write(writer, outcomeEvent(call, outcome), awaited, outcomeLost),
    close: () => writer.close(),
  }
}

async function write(writer: CallWriter, event: NewEvent, urgent: boolean, lost: string): Promise<void> {
  try {
    await writer.append(event, urgent)
  } catch (cause) {
    throw new Refusal('unavailable', lost, { hint: 'Try again in a moment.', cause })
  }
}

function intentEvent(call: CallRecord): NewEvent {
  return { ...callEvent(call), phase: 'intent', outcome: null, durationMs: null, detail: call.detail }
}

function outcomeEvent(call: CallRecord, outcome: CallOutcome): NewEvent {
  return {
    ...callEvent(call),
    phase: 'outcome',
    outcome: outcome.outcome,
    durationMs: outcome.durationMs,
    // The outcome stands for the whole call in lists, so it repeats what the intent said.
    detail: { ...call.detail, ...outcome.detail },
  }
}

function callEvent({ accountId, actor, action, agentId, connectorId, tool, callId }: CallRecord) {
  return { accountId, actor, action, agentId, connectorId, tool, callId, kind: 'call' as const }
}
