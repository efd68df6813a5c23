import { examplesId } from '@rjsf/utils'
import type { BaseInputTemplateProps, WidgetProps } from '@rjsf/utils'
import clsx from 'clsx'
import { inputLook } from '../../../../kit/field-parts.tsx'
import { describedBy } from './field-template.tsx'

/** One line. Examples of the schema show what is meant. */
export function InputTemplate(props: BaseInputTemplateProps) {
  const { id, value, schema, onChange, onChangeOverride, options, required, rawErrors } = props
  const numeric = schema.type === 'number' || schema.type === 'integer'
  const examples = examplesOf(schema.examples)
  return (
    <>
      <input
        id={id}
        name={id}
        type={numeric ? 'number' : 'text'}
        step="any"
        value={shown(value)}
        required={required}
        autoComplete="off"
        spellCheck={false}
        placeholder={examples[0]}
        {...(examples.length > 1 && { list: examplesId(id) })}
        {...describedBy(id, rawErrors)}
        onChange={
          onChangeOverride ??
          (({ target }) => onChange(target.value === '' ? options.emptyValue : target.value))
        }
        className={clsx(inputLook, 'h-9')}
      />
      {examples.length > 1 && (
        <datalist id={examplesId(id)}>
          {examples.map((example) => (
            <option key={example}>{example}</option>
          ))}
        </datalist>
      )}
    </>
  )
}

/** Many lines. */
export function TextareaWidget({ id, value, onChange, options, required, rawErrors }: WidgetProps) {
  return (
    <textarea
      id={id}
      name={id}
      rows={3}
      value={shown(value)}
      required={required}
      {...describedBy(id, rawErrors)}
      onChange={({ target }) => onChange(target.value === '' ? options.emptyValue : target.value)}
      className={clsx(inputLook, 'field-sizing-content max-h-120 min-h-9 py-2')}
    />
  )
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** Texts alone: others could not be typed into a line. */
function examplesOf(examples: unknown): string[] {
  const list = Array.isArray(examples) ? examples : []
  return [...new Set(list.filter((example) => typeof example === 'string'))].slice(0, 10)
}
