import type { Connector, Policy, PolicyRule } from '@jackfield/sdk'
import { useState } from 'react'
import { FormDialog } from '../../../kit/form-dialog.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { policies, policyWords } from '../../../kit/policy-words.ts'
import { RadioCards } from '../../../kit/radio-cards.tsx'
import { FindField } from '../find-field.tsx'
import { EVERY_TOOL } from './rule-list.ts'
import { ToolField } from './tool-field.tsx'
import { useSetRule } from './use-set-rule.ts'

export interface AddRuleDialogProps {
  rules: PolicyRule[]
  connectors: Connector[]
  open: boolean
  onOpenChange(open: boolean): void
}

/** A rule for a tool, or for all of a connector. */
export function AddRuleDialog({ rules, connectors, ...dialog }: AddRuleDialogProps) {
  const [connectorId, setConnectorId] = useState('')
  const [tool, setTool] = useState(EVERY_TOOL)
  const [policy, setPolicy] = useState<Policy>('ask')
  const set = useSetRule({ quiet: true })
  const connector = connectors.find(({ id }) => id === connectorId)
  const present = rules.find((rule) => rule.connector_id === connectorId && rule.tool === tool)
  const submit = async () => {
    if (!connector) return
    await set.mutateAsync({ connector, tool, policy })
    dialog.onOpenChange(false)
  }
  return (
    <FormDialog
      {...dialog}
      title="Add a rule"
      lead="It holds for every agent of the account."
      action={present ? 'Replace rule' : 'Add rule'}
      disabled={!connector}
      onSubmit={submit}
    >
      <FindField
        label="Connector"
        name="rules.0.connector"
        required
        placeholder="Type a part of its name"
        value={connectorId}
        onValueChange={(id) => {
          setConnectorId(id)
          setTool(EVERY_TOOL)
        }}
        options={connectors.map(({ id, name, status }) => ({
          value: id,
          label: name,
          ...(status === 'available' && { note: 'Not connected' }),
        }))}
      />
      {connector && (
        <ToolField key={connector.id} connector={connector} value={tool} onValueChange={setTool} />
      )}
      <RadioCards
        label="When an agent calls it"
        value={policy}
        onValueChange={setPolicy}
        options={policies.map((value) => ({
          value,
          label: policyWords[value].label,
          note: policyWords[value].about,
        }))}
      />
      {present && (
        <Notice title={`There is a rule for it already: ${policyWords[present.policy].label.toLowerCase()}`}>
          This one takes its place.
        </Notice>
      )}
    </FormDialog>
  )
}
