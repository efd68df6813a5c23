import type { Policy, ToolsetTool } from '@jackfield/sdk'
import { Pill } from '../../../kit/pill.tsx'
import { policies, policyWords } from '../../../kit/policy-words.ts'
import { SelectField } from '../../../kit/select-field.tsx'
import { mayBe } from './policy-limits.ts'

export interface PolicyFieldProps {
  tool: ToolsetTool
  readOnly: boolean
  onChange(policy: Policy): void
}

/** What happens when the agent calls a tool, and how it is changed. */
export function PolicyField({ tool, readOnly, onChange }: PolicyFieldProps) {
  if (readOnly || tool.rule === null) return <PolicyPill policy={tool.policy} />
  return (
    <SelectField
      label={`Policy of ${tool.name}`}
      hideLabel
      small
      className="w-28"
      value={tool.policy}
      onValueChange={onChange}
      options={policies.map((policy) => ({
        value: policy,
        label: policyWords[policy].label,
        // Why the others cannot be had stands below it.
        ...(mayBe(tool, policy) ? { note: policyWords[policy].about } : { disabled: true }),
      }))}
    />
  )
}

function PolicyPill({ policy }: { policy: Policy }) {
  const tones = { allow: 'good', ask: 'warn', block: 'bad' } as const
  return <Pill tone={tones[policy]}>{policyWords[policy].label}</Pill>
}
