import type { Toolset } from '@jackfield/sdk'
import { ButtonLink } from '../../../kit/button-link.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'

/** "Connected, but no tools" (TRB-8): why, in the hub's own words, and where to go. */
export function NoTools({ toolset }: { toolset: Toolset }) {
  return (
    <EmptyState
      title="This agent has no tools"
      jack="skipped"
      action={
        <>
          <ButtonLink to="/agents/$agent/settings" params={{ agent: toolset.agent.id }} kind="primary">
            Turn something on
          </ButtonLink>
          <ButtonLink to="/agents/connectors">Connect something</ButtonLink>
        </>
      }
    >
      {toolset.explanation}
    </EmptyState>
  )
}
