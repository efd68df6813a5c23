import type { Connector } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { ErrorNotice } from '../../../kit/error-notice.tsx'
import { statusWords } from '../../../kit/status-words.ts'
import { Ago, duration } from '../../../kit/words.tsx'
import { TestOutcome } from '../test-outcome.tsx'
import { SideCard, SideFacts } from './side-card.tsx'

/** Whether access is there, whether the server was reached, and what is saved: three facts, each with its time (STA-9). */
export function HealthCard({ connector }: { connector: Connector }) {
  const { id, name, family, status, server, updated_at: saved } = connector
  const manages = useMay('connectors.manage')
  const check = useAction({
    run: () => hub.connectors.test(id),
    invalidates: ['connectors'],
    quiet: true,
  })
  return (
    <SideCard
      title="Health"
      action={
        manages &&
        status !== 'available' && (
          <Button size="small" busy={check.isPending} onClick={() => check.mutate()}>
            {check.isPending ? 'Checking' : 'Check now'}
          </Button>
        )
      }
    >
      {check.data && <TestOutcome result={check.data} name={name} />}
      {check.error && <ErrorNotice error={check.error} />}
      <SideFacts
        facts={[
          ['Access', accessWords(connector)],
          ['Last check', status !== 'available' && probeWords(connector)],
          [
            'Server',
            server && (
              <>
                {server.name} {server.version}
              </>
            ),
          ],
          ['Protocol', server && `MCP ${server.protocol_version}`],
          ['Settings saved', family === 'custom' && <Ago at={saved} />],
        ]}
      />
    </SideCard>
  )
}

function accessWords({ status, status_at: since }: Connector): ReactNode {
  if (status === 'available' || since === null) return statusWords.account[status]
  return (
    <>
      {status === 'connected' ? 'Connected' : 'Needs to be reconnected'}, since <Ago at={since} />
    </>
  )
}

function probeWords({ probe }: Connector): ReactNode {
  if (!probe) return 'Not tried yet'
  if (probe.ok)
    return (
      <>
        Answered <Ago at={probe.at} />, in {duration(probe.latency_ms)}
      </>
    )
  return (
    <>
      <span className="text-bad">Failed</span> <Ago at={probe.at} />: {probe.message}
    </>
  )
}
