import type { PolicyPreset } from '@jackfield/sdk'
import { ConfirmDialog } from '../../../kit/confirm-dialog.tsx'
import { policyPresets } from '../../../kit/policy-presets.ts'
import { policyWords } from '../../../kit/policy-words.ts'
import { EVERY_TOOL, ruleInWords } from './rule-list.ts'
import type { ListedRule } from './rule-list.ts'
import { useSetRule } from './use-set-rule.ts'

export interface RemoveRuleDialogProps {
  rule: ListedRule
  rules: ListedRule[]
  preset: PolicyPreset
  open: boolean
  onOpenChange(open: boolean): void
}

/** Before a rule goes: what decides afterwards. */
export function RemoveRuleDialog({ rule, rules, preset, ...dialog }: RemoveRuleDialogProps) {
  const set = useSetRule({ quiet: true })
  const { tool, name, connector_id } = rule
  const what = ruleInWords(tool, name)
  return (
    <ConfirmDialog
      {...dialog}
      title={`Remove the rule for ${what}?`}
      action="Remove rule"
      onConfirm={() => set.mutateAsync({ connector: { id: connector_id, name }, tool, policy: null })}
    >
      <p>{whatDecides(rule, rules, preset)}</p>
      <p>It counts from the next call on, for every agent. Agents’ own rules stay.</p>
    </ConfirmDialog>
  )
}

function whatDecides(
  { tool, connector_id, name }: ListedRule,
  rules: ListedRule[],
  preset: PolicyPreset,
): string {
  const wide = rules.find((other) => other.connector_id === connector_id && other.tool === EVERY_TOOL)
  if (tool !== EVERY_TOOL && wide)
    return `Then the rule for all tools of ${name} decides: ${policyWords[wide.policy].label.toLowerCase()}.`
  const said = policyPresets.find(({ value }) => value === preset)
  const rest = tool === EVERY_TOOL ? ' Rules for single tools of it stay.' : ''
  return `Then the preset decides, which is ${said?.label}: ${said?.note}${rest}`
}
