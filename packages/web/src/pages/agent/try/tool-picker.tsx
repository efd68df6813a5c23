import type { Toolset, ToolsetTool } from '@jackfield/sdk'
import { Combobox } from '@base-ui/react/combobox'
import clsx from 'clsx'
import { Check, ChevronDown } from 'lucide-react'
import { useMemo } from 'react'
import { FieldFrame, inputLook } from '../../../kit/field-parts.tsx'
import { itemLook, popupLook } from '../../../kit/popup-looks.ts'
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
        <div className="relative">
          <Combobox.Input
            placeholder="Find a tool"
            maxLength={200}
            className={clsx(inputLook, 'h-9 truncate pr-9 font-mono text-xs')}
          />
          <Combobox.Trigger
            aria-label="Show the tools"
            className="absolute inset-y-0 right-0 grid w-8 place-items-center text-ink-faint"
          >
            <ChevronDown className="size-4" aria-hidden />
          </Combobox.Trigger>
        </div>
        <Combobox.Portal>
          <Combobox.Positioner sideOffset={4} className="z-50">
            <Combobox.Popup className={popupLook}>
              <Combobox.Empty className="text-sm text-ink-soft">
                <p className="px-2.5 py-2">No tool of this agent is called that.</p>
              </Combobox.Empty>
              <Combobox.List>{(group: ToolGroup) => <Group key={group.value} group={group} />}</Combobox.List>
            </Combobox.Popup>
          </Combobox.Positioner>
        </Combobox.Portal>
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
