import type { ToolsetTool } from '@jackfield/sdk'
import { Notice } from '../../../../kit/notice.tsx'
import { TextLink } from '../../../../kit/text-link.tsx'

/** Why the gate will not let this tool through, and where that is changed. */
export function PolicyAdvice({ agentId, tool }: { agentId: string; tool: ToolsetTool }) {
  if (tool.policy === 'allow') return null
  const blocked = tool.policy === 'block'
  return (
    <Notice
      tone="warn"
      title={blocked ? 'This tool is blocked' : 'This tool asks a person first'}
      action={<Where agentId={agentId} tool={tool} />}
    >
      {blocked
        ? 'The agent does not see it. A call from here is refused, too.'
        : 'Approvals cannot be given here yet, so that a call is refused and nothing is done. It runs where its policy is allow.'}
    </Notice>
  )
}

function Where({ agentId, tool }: { agentId: string; tool: ToolsetTool }) {
  if (tool.because === 'agent_rule')
    return (
      <TextLink to="/agents/$agent/tools" params={{ agent: agentId }} search={{ q: tool.name }}>
        See the agent's rule
      </TextLink>
    )
  if (tool.because === 'account_rule' || tool.because === 'preset')
    return <TextLink to="/settings/policies">See the account's policies</TextLink>
  return (
    <TextLink to="/agents/connectors/$connector" params={{ connector: tool.connector }}>
      See its connector
    </TextLink>
  )
}
