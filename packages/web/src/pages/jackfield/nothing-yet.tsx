import { ButtonLink } from '../../kit/button-link.tsx'
import { EmptyState } from '../../kit/empty-state.tsx'

/** An account without agents and connections. @param guided the first steps stand above it, with their own buttons */
export function NothingYet({ guided }: { guided: boolean }) {
  return (
    <EmptyState
      title="Nothing is plugged in yet"
      action={
        !guided && (
          <>
            <ButtonLink to="/agents/connectors">Go to the connectors</ButtonLink>
            <ButtonLink to="/agents">Go to the agents</ButtonLink>
          </>
        )
      }
    >
      Once a connector is connected for the account and turned on for an agent, the cord between them appears
      here.
    </EmptyState>
  )
}
