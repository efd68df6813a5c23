import { Checkbox } from '../../kit/checkbox.tsx'
import type { PartProps } from './part-props.ts'

/** The sentence that somebody has to tick, word for word (CUS-5, UX-9). */
export function Acknowledgement({ draft, change, connector }: PartProps) {
  return (
    <Checkbox
      label="I understand custom connectors can introduce risks"
      hint={
        connector
          ? 'Asked again, because its server or its headers change. The hub keeps who ticked it and when.'
          : 'Whoever runs the server decides what its tools do and what their texts tell your agents, and gets what agents send. Only add servers you trust. The hub keeps who ticked this and when.'
      }
      checked={draft.acknowledged}
      onCheckedChange={(acknowledged) => change({ acknowledged })}
    />
  )
}
