import type { PolicyPreset, PolicyRule } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { AddRuleDialog } from './add-rule-dialog.tsx'
import { listRules } from './rule-list.ts'
import { RuleTable } from './rule-table.tsx'

/** What the account says of single tools and connectors. */
export function RulesSection({ preset, rules }: { preset: PolicyPreset; rules: PolicyRule[] }) {
  const connectors = useQuery(queries.connectors()).data?.items ?? []
  const mayChange = useMay('policies.manage')
  const [adding, setAdding] = useState(false)
  const add = mayChange && (
    <Button icon={<Plus className="size-4" aria-hidden />} onClick={() => setAdding(true)}>
      Add a rule
    </Button>
  )
  return (
    <Section
      title="Rules"
      lead="A rule for a tool beats the one for all tools of its connector, which beats the preset."
      actions={rules.length > 0 && add}
    >
      {rules.length === 0 ? (
        <EmptyState title="No rules" action={add}>
          The preset decides for every tool.
        </EmptyState>
      ) : (
        <RuleTable rules={listRules(rules, connectors)} preset={preset} />
      )}
      {adding && <AddRuleDialog rules={rules} connectors={connectors} open onOpenChange={setAdding} />}
    </Section>
  )
}
