// The package's own entry imports a validator that needs `eval`.
import Form from '@rjsf/core/lib/components/Form.js'
import type { ReactNode } from 'react'
import type { Json } from '../is-record.ts'
import type { FormPlan } from '../schema/form-plan.ts'
import type { ArgumentIssue } from '../schema/validator.ts'
import { ArrayItemTemplate, ArrayTemplate } from './array-template.tsx'
import { errorTree } from './error-tree.ts'
import { DescriptionTemplate, ErrorTemplate, FieldTemplate } from './field-template.tsx'
import { InputTemplate, TextareaWidget } from './inputs.tsx'
import { JsonField } from './json-field.tsx'
import { ObjectTemplate } from './object-template.tsx'
import { rjsfValidator } from './rjsf-validator.ts'
import { SelectWidget } from './select-widget.tsx'
import { UnionTemplate } from './union-template.tsx'

export interface ArgumentsFormProps {
  plan: FormPlan
  args: Json
  onChange(args: Json): void
  issues: ArgumentIssue[]
  onSubmit(args: Json): void
  /** What stands below the fields: the button that runs it. */
  children: ReactNode
}

const templates = {
  FieldTemplate,
  ObjectFieldTemplate: ObjectTemplate,
  ArrayFieldTemplate: ArrayTemplate,
  ArrayFieldItemTemplate: ArrayItemTemplate,
  BaseInputTemplate: InputTemplate,
  DescriptionFieldTemplate: DescriptionTemplate,
  FieldErrorTemplate: ErrorTemplate,
  MultiSchemaFieldTemplate: UnionTemplate,
}
const widgets = { TextareaWidget, SelectWidget }
const fields = { FallbackField: JsonField }
/** Only what the schema says: nothing is filled in for fields that nobody touched. */
const behaviour = {
  emptyObjectFields: 'skipEmptyDefaults',
  arrayMinItems: { populate: 'requiredOnly' },
  constAsDefaults: 'never',
} as const

/** The arguments of a tool as fields, with our own looks. What is wrong with them comes from outside. */
export function ArgumentsForm({ plan, args, onChange, issues, onSubmit, children }: ArgumentsFormProps) {
  return (
    <Form
      schema={plan.schema}
      uiSchema={plan.ui}
      validator={rjsfValidator}
      formData={args}
      extraErrors={errorTree(issues)}
      extraErrorsBlockSubmit={false}
      templates={templates}
      widgets={widgets}
      fields={fields}
      idPrefix="argument"
      className="space-y-6"
      noValidate
      noHtml5Validate
      showErrorList={false}
      experimental_defaultFormStateBehavior={behaviour}
      onChange={({ formData }) => onChange((formData ?? {}) as Json)}
      onSubmit={({ formData }) => onSubmit((formData ?? {}) as Json)}
    >
      {children}
    </Form>
  )
}
