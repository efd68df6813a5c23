import type { Connector } from '@jackfield/sdk'
import { Notice } from '../../kit/notice.tsx'
import { Ago, count } from '../../kit/words.tsx'

/** What somebody has to do about a connector before agents can use it, or after it was disconnected. */
export function StateNotices({ connector }: { connector: Connector }) {
  const { name, status, status_reason: reason, status_at: since, agent_count: agents, app, probe } = connector
  const revocation = status === 'available' ? app?.revocation : undefined
  return (
    <div className="space-y-3 empty:hidden">
      {status === 'needs_reconnect' && (
        <Notice tone="warn" title={reason ?? `The access to ${name} has ended.`}>
          {skippedBy(agents)}
          {since !== null && (
            <>
              {' '}
              It ended <Ago at={since} />.
            </>
          )}{' '}
          Reconnect it, and everything is as before.
        </Notice>
      )}
      {status === 'connected' && probe?.ok === false && (
        <Notice tone="warn" title={`${name} could not be reached`}>
          The last check failed <Ago at={probe.at} />: {probe.message} Agents still have its last known tools;
          calls fail until it answers.
        </Notice>
      )}
      {status === 'available' && agents > 0 && (
        <Notice title={`${name} is not connected`}>
          {skippedBy(agents)} {agents === 1 ? 'Its toggle stays' : 'Their toggles stay'} as{' '}
          {agents === 1 ? 'it is' : 'they are'}.
        </Notice>
      )}
      {(revocation?.status === 'by_hand' || revocation?.status === 'failed') && (
        <Notice tone="warn" title={`One thing is left to do at ${name}`}>
          {revocation.message ?? `Remove Jackfield from your account at ${name}.`}
        </Notice>
      )}
    </div>
  )
}

function skippedBy(agents: number): string {
  if (agents === 0) return 'No agent has it on.'
  return agents === 1
    ? '1 agent has it on, and skips it until then.'
    : `${count(agents, 'agent')} have it on, and skip it until then.`
}
