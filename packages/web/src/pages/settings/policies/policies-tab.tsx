import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { ReadOnlyNote } from '../read-only-note.tsx'
import { PresetSection } from './preset-section.tsx'
import { RulesSection } from './rules-section.tsx'

/** What happens when an agent calls a tool: the account's word, which is the ceiling for its agents (SEC-6, ROL-7). */
export function PoliciesTab() {
  const policies = useQuery(queries.policies())
  const mayChange = useMay('policies.manage')
  return (
    <>
      {!mayChange && <ReadOnlyNote what="change policies" />}
      <Loaded
        query={policies}
        skeleton={<SkeletonList count={4} className="max-w-3xl space-y-3" item="h-16" />}
      >
        {({ preset, rules }) => (
          <>
            <PresetSection preset={preset} ruleCount={rules.length} />
            <RulesSection preset={preset} rules={rules} />
          </>
        )}
      </Loaded>
    </>
  )
}
