import type { Connector } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../hub/queries.ts'
import { Loaded } from '../../../kit/loaded.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { FindField } from '../find-field.tsx'
import { EVERY_TOOL } from './rule-list.ts'

const effects = { read: 'Reads', write: 'Writes', destructive: 'Destroys' }

export interface ToolFieldProps {
  connector: Connector
  value: string
  onValueChange(tool: string): void
}

/** A tool of a connector, by the name that its server gives it, or all of them. */
export function ToolField({ connector, value, onValueChange }: ToolFieldProps) {
  const tools = useQuery(queries.connectorTools(connector.id))
  return (
    <Loaded query={tools} skeleton={<Skeleton className="h-15" />}>
      {({ items }) => (
        <FindField
          label="Tool"
          name="rules.0.tool"
          value={value}
          onValueChange={onValueChange}
          options={[
            { value: EVERY_TOOL, label: `All tools of ${connector.name}`, note: 'Also those to come' },
            ...items.map(({ name, effect, description }) => ({
              value: name,
              label: name,
              note: `${effects[effect]}. ${description}`,
            })),
          ]}
        />
      )}
    </Loaded>
  )
}
