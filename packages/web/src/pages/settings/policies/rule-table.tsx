import type { PolicyPreset } from '@jackfield/sdk'
import { useState } from 'react'
import { LoadMore } from '../../../kit/load-more.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { ACTIONS, Table } from '../../../kit/table.tsx'
import { RemoveRuleDialog } from './remove-rule-dialog.tsx'
import { matchingRules } from './rule-list.ts'
import type { ListedRule } from './rule-list.ts'
import { RuleRow } from './rule-row.tsx'
import { useSetRule } from './use-set-rule.ts'

/** So many need no search. */
const A_GLANCE = 8
const STEP = 50

/** The account's rules, each to be changed in place. */
export function RuleTable({ rules, preset }: { rules: ListedRule[]; preset: PolicyPreset }) {
  const [text, setText] = useState('')
  const [most, setMost] = useState(STEP)
  const [removing, setRemoving] = useState<ListedRule>()
  const set = useSetRule()
  const found = matchingRules(rules, text)
  return (
    <div className="space-y-3">
      {rules.length > A_GLANCE && (
        <SearchField label="Search rules" value={text} onValueChange={setText} className="max-w-sm" />
      )}
      {found.length === 0 ? (
        <p className="text-ink-soft">No rule is about “{text.trim()}”.</p>
      ) : (
        <Table caption="Rules of the account" heads={['Tool', 'Policy', ACTIONS]}>
          {found.slice(0, most).map((rule) => (
            <RuleRow
              key={`${rule.connector_id} ${rule.tool}`}
              rule={rule}
              onPolicy={(policy) =>
                set.mutate({
                  connector: { id: rule.connector_id, name: rule.name },
                  tool: rule.tool,
                  policy,
                })
              }
              onRemove={() => setRemoving(rule)}
            />
          ))}
        </Table>
      )}
      <LoadMore more={found.length > most} busy={false} onLoad={() => setMost(most + STEP)} />
      {removing && (
        <RemoveRuleDialog
          rule={removing}
          rules={rules}
          preset={preset}
          open
          onOpenChange={() => setRemoving(undefined)}
        />
      )}
    </div>
  )
}
