import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { Button } from '../../../kit/button.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { TextLink } from '../../../kit/text-link.tsx'
import { count, number } from '../../../kit/words.tsx'
import { SideCard } from './side-card.tsx'
import { usersOf } from './users.ts'
import type { User } from './users.ts'

/** So many are listed before somebody asks for all. */
const FEW = 8

/** Which agents have a connector on, whether their runs use it, and how much. */
export function UsedByCard({ connector }: { connector: Connector }) {
  const map = useQuery(queries.map())
  return (
    <SideCard title="Used by">
      <Loaded query={map} skeleton={<SkeletonList count={2} className="space-y-3" item="h-9" />}>
        {(data) => <Users users={usersOf(data, connector)} name={connector.name} />}
      </Loaded>
    </SideCard>
  )
}

function Users({ users, name }: { users: User[]; name: string }) {
  const [all, setAll] = useState(false)
  if (users.length === 0)
    return (
      <div className="space-y-1">
        <p className="text-ink-soft">No agent has {name} on.</p>
        <TextLink to="/agents">Turn it on for an agent</TextLink>
      </div>
    )
  return (
    <>
      <ul className="space-y-2.5">
        {(all ? users : users.slice(0, FEW)).map((user) => (
          <li key={user.id}>
            <TextLink to="/agents/$agent/settings" params={{ agent: user.id }} className="wrap-anywhere">
              {user.name}
            </TextLink>
            <p className="text-xs text-ink-soft">
              {user.skipped ? <span className="text-warn">{user.state}</span> : user.state}
              {user.calls > 0 && ` · ${count(user.calls, 'call')} in 7 days`}
              {user.errors > 0 && `, ${number(user.errors)} failed`}
            </p>
          </li>
        ))}
      </ul>
      {!all && users.length > FEW && (
        <Button size="small" onClick={() => setAll(true)}>
          Show all {number(users.length)}
        </Button>
      )}
    </>
  )
}
