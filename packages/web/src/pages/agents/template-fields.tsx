import type { Connector } from '@jackfield/sdk'
import { Checkbox } from '../../kit/checkbox.tsx'
import { TextArea, TextField } from '../../kit/text-field.tsx'
import { DefaultConnectors } from './default-connectors.tsx'
import type { TemplateFields as Fields } from './template-draft.ts'

export interface TemplateFieldsProps {
  fields: Fields
  onChange(change: Partial<Fields>): void
  connectors: Connector[]
  readOnly: boolean
}

/** The fields of a template. */
export function TemplateFields({ fields, onChange, connectors, readOnly }: TemplateFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        name="name"
        value={fields.name}
        onValueChange={(name) => onChange({ name })}
        required
        readOnly={readOnly}
        maxLength={60}
      />
      <TextArea
        label="Description"
        name="description"
        optional
        rows={2}
        value={fields.description}
        onValueChange={(description) => onChange({ description })}
        readOnly={readOnly}
        maxLength={2000}
      />
      <TextArea
        label="Instructions"
        name="instructions"
        optional
        rows={4}
        hint="Agents that are made from it start with these. Agents that exist keep theirs."
        value={fields.instructions}
        onValueChange={(instructions) => onChange({ instructions })}
        readOnly={readOnly}
        maxLength={20_000}
      />
      <Checkbox
        label="Sales Platform tools"
        hint="The whole Sales Platform at once, with a search of the documentation. Works without any area connected."
        checked={fields.platform_tools}
        onCheckedChange={(platform_tools) => onChange({ platform_tools })}
        disabled={readOnly}
      />
      <DefaultConnectors
        connectors={connectors}
        chosen={fields.connectors}
        onChange={(chosen) => onChange({ connectors: chosen })}
        covered={fields.platform_tools}
        readOnly={readOnly}
      />
    </>
  )
}
