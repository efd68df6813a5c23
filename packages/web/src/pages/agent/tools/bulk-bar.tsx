import type { Policy } from '@jackfield/sdk'
import { Button } from '../../../kit/button.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { policies, policyWords } from '../../../kit/policy-words.ts'
import { count } from '../../../kit/words.tsx'

export interface BulkBarProps {
  /** How many tools are in the list, and of them selected. */
  listed: number
  selected: number
  busy: boolean
  onSelectAll(all: boolean): void
  onPolicy(policy: Policy): void
}

/** Selects all that are listed, and sets the policy of what is selected. */
export function BulkBar({ listed, selected, busy, onSelectAll, onPolicy }: BulkBarProps) {
  return (
    <div className="sticky top-0 z-10 flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 rounded-control bg-paper px-3 py-2 max-lg:top-14 sm:px-4">
      <Checkbox
        label={selected === 0 ? `Select all ${count(listed, 'tool')}` : `${count(selected, 'tool')} selected`}
        checked={selected > 0 && selected === listed}
        onCheckedChange={onSelectAll}
      />
      {selected > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Policy of what is selected</legend>
          {policies.map((policy) => (
            <Button key={policy} size="small" disabled={busy} onClick={() => onPolicy(policy)}>
              {policyWords[policy].label}
            </Button>
          ))}
          {selected < listed && (
            <Button size="small" kind="quiet" onClick={() => onSelectAll(true)}>
              {`Select all ${listed}`}
            </Button>
          )}
          <Button size="small" kind="quiet" onClick={() => onSelectAll(false)}>
            Clear
          </Button>
        </fieldset>
      )}
    </div>
  )
}
