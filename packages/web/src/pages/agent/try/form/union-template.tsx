import type { MultiSchemaFieldTemplateProps } from '@rjsf/utils'

/** Which form an argument has, and then that form. */
export function UnionTemplate({ selector, optionSchemaField }: MultiSchemaFieldTemplateProps) {
  return (
    <div className="space-y-3">
      {selector}
      <div className="border-l-2 border-hairline pl-4">{optionSchemaField}</div>
    </div>
  )
}
