import type { Connector, Template } from '@jackfield/sdk'
import { namesInWords } from '../../kit/names-in-words.ts'
import { RadioCards } from '../../kit/radio-cards.tsx'

export interface TemplateChoiceProps {
  templates: Template[]
  connectors: Connector[]
  value: string
  onValueChange(id: string): void
}

/** Which template an agent is made from, and what each brings. */
export function TemplateChoice({ templates, connectors, ...choice }: TemplateChoiceProps) {
  return (
    <RadioCards
      label="Template"
      {...choice}
      options={templates.map((template) => ({
        value: template.id,
        label: template.name,
        note: (
          <>
            {template.description !== '' && <span className="line-clamp-2">{template.description}</span>}
            <span className="block">{broughtBy(template, connectors)}</span>
          </>
        ),
      }))}
    />
  )
}

/** `Turns on HubSpot, Slack and 2 more, and the Sales Platform tools.` */
export function broughtBy(template: Template, connectors: Connector[]): string {
  const names = connectors.filter(({ id }) => template.connectors.includes(id)).map(({ name }) => name)
  const all = template.platform_tools ? ['the Sales Platform tools', ...names] : names
  return all.length === 0 ? 'Turns nothing on.' : `Turns on ${namesInWords(all)}.`
}
