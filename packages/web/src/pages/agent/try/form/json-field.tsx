import type { FieldProps } from '@rjsf/utils'
import clsx from 'clsx'
import { useState } from 'react'
import { inputLook } from '../../../../kit/field-parts.tsx'
import { describedBy } from './field-template.tsx'

/** A value that no field fits: JSON, and what is no JSON is a text. */
export function JsonField({ fieldPathId, formData, onChange, rawErrors, required }: FieldProps) {
  const [text, setText] = useState(() => textOf(formData))
  const id = fieldPathId.$id
  return (
    <>
      <textarea
        id={id}
        name={id}
        rows={2}
        value={text}
        required={required}
        spellCheck={false}
        placeholder="JSON or text"
        {...describedBy(id, rawErrors)}
        onChange={({ target }) => {
          setText(target.value)
          onChange(valueOf(target.value), fieldPathId.path)
        }}
        className={clsx(inputLook, 'field-sizing-content max-h-120 min-h-9 py-2 font-mono text-xs')}
      />
      {looksBroken(text) && (
        <p className="text-xs text-warn">This is not complete JSON, so that it would be sent as a text.</p>
      )}
    </>
  )
}

function textOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2)
}

function valueOf(text: string): unknown {
  if (text.trim() === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function looksBroken(text: string): boolean {
  return /^\s*[[{]/.test(text) && typeof valueOf(text) === 'string'
}
