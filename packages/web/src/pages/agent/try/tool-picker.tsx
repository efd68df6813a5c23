import type { Toolset, ToolsetTool } from '@jackfield/sdk'
import { Combobox } from '@base-ui/react/combobox'
import { Check } from 'lucide-react'
import { useMemo } from 'react'
import { ComboboxInput, ComboboxPopup } from '../../../kit/combobox-parts.tsx'
import { FieldFrame } from '../../../kit/field-parts.tsx'
import { itemLook } from '../../../kit/popup-looks.ts'
import { toolGroups } from './tool-groups.ts'
import type { ToolGroup } from './tool-groups.ts'

export interface ToolPickerProps {
  toolset: Toolset
  chosen: ToolsetTool | undefined
  onChoose(tool: ToolsetTool): void
}

/** More than these, and one types another letter. */
const SHOWN = 120

/** One of the agent's tools, by connector, found by any part of its name. */
export function ToolPicker({ toolset, chosen, onChoose }: ToolPickerProps) {
  const groups = useMemo(() => toolGroups(toolset), [toolset])
  return (
    <FieldFrame label="Tool">
      <Combobox.Root
        items={groups}
        value={chosen ?? null}
        itemToStringLabel={(tool: ToolsetTool) => tool.name}
        isItemEqualToValue={(one, other) => one.name === other.name}
        onValueChange={(tool) => tool && onChoose(tool)}
        limit={SHOWN}
        autoHighlight
      >
        <ComboboxInput placeholder="Find a tool" open="Show the tools" mono />
        <ComboboxPopup empty="No tool of this agent is called that.">
          <Combobox.List>{(group: ToolGroup) => <Group key={group.value} group={group} />}</Combobox.List>
        </ComboboxPopup>
      </Combobox.Root>
    </FieldFrame>
  )
}

function Group({ group }: { group: ToolGroup }) {
  return (
    <Combobox.Group items={group.items}>
      <Combobox.GroupLabel className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-soft">
        {group.value}
      </Combobox.GroupLabel>
      <Combobox.Collection>
        {(tool: ToolsetTool) => (
          <Combobox.Item key={tool.name} value={tool} className={itemLook}>
            <code className="min-w-0 flex-1 text-xs">{tool.name}</code>
            {tool.policy !== 'allow' && (
              <span className="text-xs text-ink-soft">{tool.policy === 'ask' ? 'Asks' : 'Blocked'}</span>
            )}
            <Combobox.ItemIndicator>
              <Check className="size-4 text-accent" aria-hidden />
            </Combobox.ItemIndicator>
          </Combobox.Item>
        )}
      </Combobox.Collection>
    </Combobox.Group>
  )
}
