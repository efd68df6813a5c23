import type { Template } from '@jackfield/sdk'

/** What can be changed of a template. */
export type TemplateFields = Pick<
  Template,
  'name' | 'description' | 'instructions' | 'connectors' | 'platform_tools'
>

export const emptyTemplate: TemplateFields = {
  name: '',
  description: '',
  instructions: '',
  connectors: [],
  platform_tools: false,
}

/** The part of a template that a form shows. */
export function fieldsOf({
  name,
  description,
  instructions,
  connectors,
  platform_tools,
}: Template): TemplateFields {
  return { name, description, instructions, connectors, platform_tools }
}
