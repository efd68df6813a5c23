import type { PolicyPreset } from '@jackfield/sdk'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Card, Section } from '../../../kit/card.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { policyPresets } from '../../../kit/policy-presets.ts'
import { RadioCards } from '../../../kit/radio-cards.tsx'
import { count } from '../../../kit/words.tsx'
import { changeInWords, isLooser } from './preset-changes.ts'

/** What counts for every tool that no rule is about. Choosing says what would change; saving changes it. */
export function PresetSection({ preset, ruleCount }: { preset: PolicyPreset; ruleCount: number }) {
  const mayChange = useMay('account.manage')
  return (
    <Section
      title="When an agent calls a tool"
      lead="The account’s policy is the ceiling: an agent’s own rules can be stricter, never looser."
    >
      <div className="max-w-3xl">
        {mayChange ? <PresetChoice preset={preset} ruleCount={ruleCount} /> : <PresetSaid preset={preset} />}
      </div>
    </Section>
  )
}

function PresetSaid({ preset }: { preset: PolicyPreset }) {
  const said = policyPresets.find(({ value }) => value === preset)
  return (
    <Card className="px-4 py-3">
      <p className="font-medium">{said?.label}</p>
      <p className="text-ink-soft">{said?.note}</p>
    </Card>
  )
}

function PresetChoice({ preset, ruleCount }: { preset: PolicyPreset; ruleCount: number }) {
  const [chosen, setChosen] = useState<PolicyPreset>()
  const after = chosen ?? preset
  const label = policyPresets.find(({ value }) => value === after)?.label ?? after
  const save = useAction({
    run: () => hub.account.update({ policy_preset: after }),
    invalidates: ['account', 'policies', 'agents'],
    done: () => {
      setChosen(undefined)
      return {
        title: `The policy is ${label} now`,
        description: 'It counts from the next call on, for every agent.',
      }
    },
  })
  return (
    <div className="space-y-3">
      <RadioCards label="Preset" value={after} onValueChange={setChosen} options={policyPresets} />
      {after !== preset && (
        <Notice tone={isLooser(after, preset) ? 'warn' : 'plain'} title={changeInWords(preset, after)}>
          <p>
            For every agent of the account.{' '}
            {ruleCount > 0 &&
              `The ${count(ruleCount, 'rule')} below ${ruleCount === 1 ? 'stays, and decides' : 'stay, and decide'} for ${ruleCount === 1 ? 'its tool' : 'their tools'} instead.`}
          </p>
          <div className="mt-3 flex flex-wrap gap-2">
            <Button kind="primary" size="small" busy={save.isPending} onClick={() => save.mutate()}>
              Set to {label}
            </Button>
            <Button kind="quiet" size="small" onClick={() => setChosen(undefined)}>
              Keep as it is
            </Button>
          </div>
        </Notice>
      )}
    </div>
  )
}
