import type { Connector } from '@jackfield/sdk'
import { transportWords } from '../../../kit/transport-words.ts'
import { Ago } from '../../../kit/words.tsx'
import { SideCard, SideFacts } from './side-card.tsx'

/** What is saved of a custom connector: where its server is, and how it is treated. Secrets are never shown. */
export function ServerCard({ connector }: { connector: Connector }) {
  const { slug, url, transport, headers, read_only: readOnly, trust_hints: trusts } = connector
  const { acknowledged_by: by, acknowledged_at: at } = connector
  return (
    <SideCard title="Server">
      <SideFacts
        facts={[
          ['MCP server URL', <code key="url">{url}</code>],
          ['Transport', transport && transportWords[transport]],
          ['Key in tool names', <code key="slug">{slug}</code>],
          ['Custom headers', <Headers key="headers" headers={headers} />],
          ['Tools', readOnly ? 'Only those that read' : 'All, as far as policies allow'],
          [
            "The server's hints",
            trusts
              ? 'Trusted: it says itself which tools only read'
              : 'Not trusted: every tool counts as writing',
          ],
          [
            'Risks acknowledged',
            by !== null && at !== null && (
              <>
                By {by}, <Ago at={at} />
              </>
            ),
          ],
        ]}
      />
    </SideCard>
  )
}

function Headers({ headers }: Pick<Connector, 'headers'>) {
  if (headers.length === 0) return 'None'
  return (
    <ul>
      {headers.map(({ name, stored }) => (
        <li key={name}>
          <code>{name}</code>{' '}
          <span className="text-xs text-ink-soft">{stored ? 'stored' : 'to be entered'}</span>
        </li>
      ))}
    </ul>
  )
}
