import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { ChevronDown } from 'lucide-react'
import { useState } from 'react'
import { LongText } from '../../../../kit/long-text.tsx'
import { count } from '../../../../kit/words.tsx'
import { ArgumentName } from './argument-name.tsx'

/** More optional arguments than these are behind a button, where others are required. */
const IN_SIGHT = 5

/** The arguments, or an object among them: what is required first. */
export function ObjectTemplate(props: ObjectFieldTemplateProps) {
  const { properties, schema, fieldPathId, title, description, errorSchema, required } = props
  const needed = new Set(schema.required)
  const first = properties.filter(({ name }) => needed.has(name))
  const rest = properties.filter(({ name }) => !needed.has(name))
  const wrong = rest.some(({ name }) => errorSchema !== undefined && name in errorSchema)
  const fields = (
    <div className="space-y-5">
      {first.map(({ name, content }) => (
        <div key={name}>{content}</div>
      ))}
      <Optional fields={rest} folded={first.length > 0 && rest.length > IN_SIGHT} wrong={wrong} />
    </div>
  )
  if (fieldPathId.path.length === 0) return fields
  return (
    <fieldset
      id={fieldPathId.$id}
      className="min-w-0 space-y-4 rounded-card border border-hairline px-4 pt-3 pb-4"
    >
      <legend className="-ml-1 px-1 text-sm font-medium wrap-anywhere">
        <ArgumentName path={fieldPathId.path} title={title} />
        {required && <span className="font-normal text-ink-soft"> (required)</span>}
      </legend>
      {typeof description === 'string' && description !== '' && <LongText text={description} size="hint" />}
      {fields}
    </fieldset>
  )
}

function Optional({
  fields,
  folded,
  wrong,
}: {
  fields: ObjectFieldTemplateProps['properties']
  folded: boolean
  wrong: boolean
}) {
  const [opened, setOpened] = useState(false)
  const open = !folded || opened || wrong
  if (!open)
    return (
      <button
        type="button"
        aria-expanded={false}
        onClick={() => setOpened(true)}
        className="inline-flex min-h-8 items-center gap-1.5 text-sm font-medium text-accent hover:underline"
      >
        <ChevronDown className="size-4" aria-hidden />
        {count(fields.length, 'optional argument')}
      </button>
    )
  return fields.map(({ name, content }) => <div key={name}>{content}</div>)
}
