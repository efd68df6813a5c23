import type { Connector, ConnectorTool } from '@jackfield/sdk'
import type { ReactNode } from 'react'
import { LongText } from '../../../kit/long-text.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { Ago } from '../../../kit/words.tsx'
import { SchemaView } from './schema-view.tsx'

/** All that is known of a tool. Its texts are its server's. */
export function ToolDetails({ tool, connector }: { tool: ConnectorTool; connector: Connector }) {
  return (
    <div className="space-y-4">
      <ToolNotices tool={tool} connector={connector} />
      {tool.title !== undefined && <p className="font-medium wrap-anywhere">{tool.title}</p>}
      {tool.description === '' ? (
        <p className="text-ink-soft">It has no description.</p>
      ) : (
        <LongText text={tool.description} />
      )}
      {tool.public_name !== tool.name && (
        <p className="text-ink-soft">
          Agents call it <code className="text-ink wrap-anywhere">{tool.public_name}</code>
        </p>
      )}
      {tool.scopes && (
        <p className="text-ink-soft">
          Needs{' '}
          <code className="text-ink wrap-anywhere">
            {tool.scopes.map((scope) => scope.replaceAll('|', ' or ')).join(', ')}
          </code>
        </p>
      )}
      <SchemaView schema={tool.input_schema} title="What it takes" name={tool.name} />
      {tool.output_schema && (
        <SchemaView schema={tool.output_schema} title="What it gives back" name={tool.name} />
      )}
    </div>
  )
}

function ToolNotices({ tool, connector }: { tool: ConnectorTool; connector: Connector }) {
  const { held, missing_since: gone, missing_scopes: missing = [] } = tool
  const notices: ReactNode[] = [
    held && (
      <Notice key="held" tone={held.refused_at === null ? 'warn' : 'bad'}>
        {held.refused_at === null
          ? 'Its server changed it. This is the accepted definition, which agents keep until somebody decides above.'
          : 'Its server changed it, and the change was refused: no agent is given it. This is the accepted definition.'}
      </Notice>
    ),
    gone !== undefined && (
      <Notice key="gone">
        Its server has not listed it since <Ago at={gone} />, so no agent is given it.
      </Notice>
    ),
    missing.length > 0 && (
      <Notice key="missing" tone="warn">
        {connector.name} was not asked for, or did not grant,{' '}
        {missing.map((scope) => scope.replaceAll('|', ' or ')).join(', ')}. Disconnect it, connect it again
        and ask for that: until then the tool fails.
      </Notice>
    ),
  ]
  return notices
}
