import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { AccountFacts } from './account-facts.tsx'
import { AccountForm } from './account-form.tsx'
import { DangerZone } from './danger-zone.tsx'

/** The account itself: its name, its time zone, how new agents start, and the ways out of it. */
export function AccountTab() {
  const account = useQuery(queries.account())
  const mayChange = useMay('account.manage')
  return (
    <div className="max-w-3xl space-y-8">
      {!mayChange && <ReadOnlyNote what="change the account" />}
      <Loaded query={account} skeleton={<SkeletonList count={2} className="space-y-8" item="h-64" />}>
        {(data) => (
          <>
            {mayChange ? <AccountForm key={data.id} account={data} /> : <AccountFacts account={data} />}
            <DangerZone account={data} />
          </>
        )}
      </Loaded>
    </div>
  )
}
