import type { WidgetProps } from '@rjsf/utils'
import clsx from 'clsx'
import { Checkbox } from '../../../../kit/checkbox.tsx'
import { SelectArrow, selectLook } from '../../../../kit/select-parts.tsx'
import { describedBy } from './field-template.tsx'

/** One of a few values, or several of them ticked. What is not chosen is not sent. */
export function SelectWidget(props: WidgetProps) {
  return props.multiple ? <Several {...props} /> : <One {...props} />
}

function One({ id, value, onChange, options, required, rawErrors, label }: WidgetProps) {
  const choices = options.enumOptions ?? []
  const chosen = choices.findIndex((choice) => choice.value === value)
  // What the forms of an argument are called; there is always one chosen.
  const ofForms = id.endsWith('_select')
  const empty = !ofForms && (!required || chosen === -1)
  return (
    <div className="relative">
      <select
        id={id}
        name={id}
        value={chosen}
        required={required && !ofForms}
        {...(ofForms && { 'aria-label': `Form of ${label}` })}
        {...describedBy(id, rawErrors)}
        onChange={({ target }) => onChange(choices[Number(target.value)]?.value)}
        className={clsx(selectLook, 'h-9')}
      >
        {empty && <option value={-1}>{required ? 'Choose' : 'Not set'}</option>}
        {choices.map((choice, index) => (
          <option key={String(choice.value)} value={index}>
            {choice.label}
          </option>
        ))}
      </select>
      <SelectArrow />
    </div>
  )
}

function Several({ id, value, onChange, options, label }: WidgetProps) {
  const chosen: unknown[] = Array.isArray(value) ? value : []
  const toggled = (one: unknown, on: boolean) => {
    const next = on ? [...chosen, one] : chosen.filter((other) => other !== one)
    onChange(next.length > 0 ? next : undefined)
  }
  return (
    <fieldset id={id} aria-label={label} className="flex flex-wrap gap-x-5 gap-y-2">
      {(options.enumOptions ?? []).map((choice) => (
        <Checkbox
          key={String(choice.value)}
          label={choice.label}
          checked={chosen.includes(choice.value)}
          onCheckedChange={(on) => toggled(choice.value, on)}
        />
      ))}
    </fieldset>
  )
}
