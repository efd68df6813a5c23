import type { ArrayFieldItemTemplateProps, ArrayFieldTemplateProps } from '@rjsf/utils'
import { Plus, X } from 'lucide-react'
import { Button } from '../../../../kit/button.tsx'
import { IconButton } from '../../../../kit/icon-button.tsx'
import { LongText } from '../../../../kit/long-text.tsx'
import { ArgumentName } from './argument-name.tsx'

/** A list of values, one line or box each. */
export function ArrayTemplate(props: ArrayFieldTemplateProps) {
  const { items, canAdd, onAddClick, title, required, schema, fieldPathId } = props
  return (
    <fieldset id={fieldPathId.$id} className="min-w-0 space-y-2">
      <legend className="text-sm font-medium wrap-anywhere">
        <ArgumentName path={fieldPathId.path} title={title} />
        {required && <span className="font-normal text-ink-soft"> (required)</span>}
      </legend>
      {schema.description !== undefined && schema.description !== '' && (
        <LongText text={schema.description} size="hint" />
      )}
      {items.length > 0 && <div className="space-y-2">{items}</div>}
      {canAdd && (
        <Button size="small" icon={<Plus className="size-3.5" aria-hidden />} onClick={onAddClick}>
          Add to {fieldPathId.path.at(-1) ?? title}
        </Button>
      )}
    </fieldset>
  )
}

export function ArrayItemTemplate({
  children,
  buttonsProps,
  index,
  hasToolbar,
}: ArrayFieldItemTemplateProps) {
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 flex-1">{children}</div>
      {hasToolbar && buttonsProps.hasRemove && (
        <IconButton label={`Remove item ${index + 1}`} className="mt-0.5" onClick={buttonsProps.onRemoveItem}>
          <X className="size-4" aria-hidden />
        </IconButton>
      )}
    </div>
  )
}
