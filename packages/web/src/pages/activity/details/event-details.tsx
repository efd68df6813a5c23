import type { AuditEvent } from '@jackfield/sdk'
import { CopyBlock } from '../../../kit/copy-block.tsx'
import { Facts } from '../../../kit/facts.tsx'
import { OutcomeMark } from '../../../kit/outcome-mark.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { duration, wholeTime } from '../../../kit/words.tsx'
import { browserTimeZone } from '../time-zone.ts'
import type { Names } from '../words/event-sentence.ts'
import { CallRecords } from './call-records.tsx'
import { ActorFact, AgentFact, ConnectorFact } from './who-and-where.tsx'

export interface EventDetailsProps {
  event: AuditEvent
  /** All that was recorded of the call, the oldest first; of a change, the event alone. */
  records: AuditEvent[]
  names: Names
}

export function EventDetails({ event, records, names }: EventDetailsProps) {
  const { arguments: given, ...detail } = event.detail
  const why = Object.entries(detail).find(([field, value]) => reasons.has(field) && isText(value))
  const rest = Object.fromEntries(Object.entries(detail).filter(([field]) => field !== why?.[0]))
  return (
    <div className="space-y-6">
      <Facts
        facts={[
          ['When', `${wholeTime(event.at)}, ${browserTimeZone}`],
          ['Who', <ActorFact key="who" event={event} />],
          ['Agent', event.agent_id && <AgentFact key="agent" id={event.agent_id} names={names} />],
          [
            'Connector',
            event.connector_id && <ConnectorFact key="connector" id={event.connector_id} names={names} />,
          ],
          ['Tool', event.tool === null ? null : <code key="tool">{event.tool}</code>],
          ['Action', <code key="action">{event.action}</code>],
          ['Outcome', <OutcomeMark key="outcome" event={event} />],
          ['Took', event.duration_ms === null ? null : duration(event.duration_ms)],
          ['Why', why && String(why[1])],
        ]}
      />
      {given !== undefined && (
        <CopyBlock
          title="Arguments"
          text={JSON.stringify(given, null, 2)}
          note="Secrets are masked before anything is recorded."
        />
      )}
      {Object.keys(rest).length > 0 && <CopyBlock title="Detail" text={JSON.stringify(rest, null, 2)} />}
      {event.kind === 'call' && <CallRecords records={records} />}
      <section className="space-y-2">
        <h3 className="font-semibold">In the chain</h3>
        <Facts
          facts={[
            ['Number', String(event.seq)],
            ['Event', <code key="id">{event.id}</code>],
            ['Call', event.call_id && <CallLink key="call" id={event.call_id} />],
            ['Hash', <code key="hash">{event.hash}</code>],
          ]}
        />
      </section>
    </div>
  )
}

function CallLink({ id }: { id: string }) {
  return (
    <TextLink to="/activity" search={{ call: id }}>
      {id}
    </TextLink>
  )
}

/** The fields of a detail that say in words why something was as it was. */
const reasons = new Set(['refused', 'message', 'reason'])

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}
