import { descriptionId, errorId } from '@rjsf/utils'
import type { DescriptionFieldProps, FieldErrorProps, FieldTemplateProps } from '@rjsf/utils'
import { LongText } from '../../../../kit/long-text.tsx'
import { ArgumentName } from './argument-name.tsx'

/** Label, hint, control and what is wrong, of one argument. */
export function FieldTemplate(props: FieldTemplateProps) {
  const { id, label, required, displayLabel, description, rawDescription, errors, hidden, schema, children } =
    props
  if (hidden) return null
  // Lists and objects bring a legend of their own.
  if (!displayLabel)
    return (
      <div className="min-w-0 space-y-1.5">
        {children}
        {errors}
      </div>
    )
  const item = typeof props.fieldPathId.path.at(-1) === 'number'
  const labelled = schema.anyOf ? `${id}__anyof_select` : id
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={labelled} className={item ? 'sr-only' : 'text-sm font-medium wrap-anywhere'}>
        <ArgumentName path={props.fieldPathId.path} title={label} />
        {required && !item && <span className="font-normal text-ink-soft"> (required)</span>}
      </label>
      {children}
      {rawDescription !== undefined && rawDescription !== '' && description}
      {errors}
    </div>
  )
}

/** What a third party says of an argument: text. */
export function DescriptionTemplate({ id, description }: DescriptionFieldProps) {
  return typeof description === 'string' && description !== '' ? (
    <LongText id={id} text={description} size="hint" />
  ) : null
}

export function ErrorTemplate({ errors = [], fieldPathId }: FieldErrorProps) {
  if (errors.length === 0) return null
  return (
    <div id={errorId(fieldPathId)} className="text-xs text-bad wrap-anywhere">
      {errors.map((error, index) => (
        <p key={index}>{error}</p>
      ))}
    </div>
  )
}

/** What ties a control to its hint and to what is wrong with it. */
export function describedBy(id: string, errors: string[] | undefined) {
  const wrong = errors !== undefined && errors.length > 0
  return {
    'aria-describedby': `${descriptionId(id)} ${errorId(id)}`,
    ...(wrong && { 'aria-invalid': true, 'data-invalid': true }),
  }
}
