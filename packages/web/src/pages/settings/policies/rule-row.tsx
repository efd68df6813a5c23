import type { Policy } from '@jackfield/sdk'
import { X } from 'lucide-react'
import { useMay } from '../../../hub/use-me.ts'
import { IconButton } from '../../../kit/icon-button.tsx'
import { Logo } from '../../../kit/logo.tsx'
import { Pill } from '../../../kit/pill.tsx'
import { policies, policyWords } from '../../../kit/policy-words.ts'
import { SelectField } from '../../../kit/select-field.tsx'
import { Td } from '../../../kit/table.tsx'
import { EVERY_TOOL, ruleInWords } from './rule-list.ts'
import type { ListedRule } from './rule-list.ts'

export interface RuleRowProps {
  rule: ListedRule
  onPolicy(policy: Policy): void
  onRemove(): void
}

const tones = { allow: 'good', ask: 'warn', block: 'bad' } as const

/** One rule of the account. */
export function RuleRow({ rule, onPolicy, onRemove }: RuleRowProps) {
  const { tool, name, policy, of } = rule
  const mayChange = useMay('policies.manage')
  const what = ruleInWords(tool, name)
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="w-full min-w-40">
        <div className="flex items-center gap-3">
          <span className="max-sm:hidden">
            <Logo src={of?.logo ?? null} family={of?.family ?? 'custom'} size="small" />
          </span>
          <div className="min-w-0">
            {tool === EVERY_TOOL ? <p>All tools</p> : <code className="wrap-anywhere">{tool}</code>}
            <p className="text-xs text-ink-soft wrap-anywhere">{name}</p>
          </div>
        </div>
      </Td>
      <Td className="min-w-30">
        {mayChange ? (
          <SelectField
            label={`Policy of ${what}`}
            hideLabel
            small
            className="w-28"
            value={policy}
            onValueChange={onPolicy}
            options={policies.map((value) => ({
              value,
              label: policyWords[value].label,
              note: policyWords[value].about,
            }))}
          />
        ) : (
          <Pill tone={tones[policy]}>{policyWords[policy].label}</Pill>
        )}
      </Td>
      <Td className="w-0 pl-0">
        {mayChange && (
          <IconButton label={`Remove the rule for ${what}`} onClick={onRemove}>
            <X className="size-4" aria-hidden />
          </IconButton>
        )}
      </Td>
    </tr>
  )
}
