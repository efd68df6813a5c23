import type { ReactNode } from 'react'
import { TextArea } from '../../../kit/text-field.tsx'
import type { Json } from './is-record.ts'
import { argumentsIn } from './json-text.ts'
import type { ArgumentIssue } from './schema/validator.ts'

export interface JsonArgumentsProps {
  text: string
  onTextChange(text: string): void
  issues: ArgumentIssue[]
  onSubmit(args: Json): void
  children: ReactNode
}

/** The arguments as they are sent. */
export function JsonArguments({ text, onTextChange, issues, onSubmit, children }: JsonArgumentsProps) {
  const read = argumentsIn(text)
  return (
    <form
      noValidate
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (read.args) onSubmit(read.args)
      }}
    >
      <TextArea
        label="Arguments as JSON"
        mono
        rows={8}
        spellCheck={false}
        value={text}
        onValueChange={onTextChange}
        error={read.wrong}
      />
      {issues.length > 0 && (
        <ul role="alert" className="space-y-1 text-xs text-bad wrap-anywhere">
          {issues.map(({ path, message }) => (
            <li key={`${path.join('.')} ${message}`}>
              <code>{path.join('.')}</code> {message}
            </li>
          ))}
        </ul>
      )}
      {children}
    </form>
  )
}
