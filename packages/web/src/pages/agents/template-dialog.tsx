import { JackfieldError } from '@jackfield/sdk'
import type { Connector, Template } from '@jackfield/sdk'
import { useId, useState } from 'react'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { useMay } from '../../hub/use-me.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { Form } from '../../kit/form.tsx'
import { Notice } from '../../kit/notice.tsx'
import { count } from '../../kit/words.tsx'
import { TemplateFields } from './template-fields.tsx'
import { emptyTemplate, fieldsOf } from './template-draft.ts'

export interface TemplateDialogProps {
  open: boolean
  onOpenChange(open: boolean): void
  connectors: Connector[]
  /** Absent: a new one. */
  template?: Template
}

/** Makes a template, or changes one under the eyes of whoever else does. */
export function TemplateDialog({ template, connectors, ...dialog }: TemplateDialogProps) {
  const [base, setBase] = useState(template)
  const [fields, setFields] = useState(template ? fieldsOf(template) : emptyTemplate)
  const [stale, setStale] = useState(false)
  const mayEdit = useMay('agents.edit')
  const form = useId()
  const save = useAction({
    run: () =>
      base
        ? hub.templates.update(base.id, { ...fields, version: base.version })
        : hub.templates.create(fields),
    invalidates: ['templates', 'agents', 'connectors'],
    quiet: true,
    done: ({ name, agent_count }) => ({
      title: base ? `Saved the template ${name}` : `Made the template ${name}`,
      ...(agent_count > 0 && {
        description: `${count(agent_count, 'agent follows it', 'agents follow it')} from the next run on.`,
      }),
      jack: 'connected',
    }),
  })
  const reload = useAction({
    run: () => hub.templates.get(base?.id ?? ''),
    invalidates: ['templates'],
  })
  const submit = async () => {
    try {
      await save.mutateAsync()
      dialog.onOpenChange(false)
    } catch (error) {
      if (!(error instanceof JackfieldError) || error.code !== 'version_conflict') throw error
      setStale(true)
    }
  }
  const takePresent = async () => {
    const present = await reload.mutateAsync()
    setBase(present)
    setFields(fieldsOf(present))
    setStale(false)
  }
  return (
    <Dialog
      {...dialog}
      width="wide"
      title={base ? base.name : 'New template'}
      lead={
        base && base.agent_count > 0
          ? `${count(base.agent_count, 'agent follows it', 'agents follow it')}. What you turn on or off here changes for every agent that has no toggle of its own for it.`
          : 'What agents made from it start with, and follow.'
      }
      actions={
        <>
          <Button kind="quiet" onClick={() => dialog.onOpenChange(false)}>
            {mayEdit ? 'Cancel' : 'Close'}
          </Button>
          {mayEdit && (
            <Button kind="primary" type="submit" form={form} busy={save.isPending} disabled={stale}>
              {base ? 'Save template' : 'Create template'}
            </Button>
          )}
        </>
      }
    >
      <Form id={form} onSubmit={submit}>
        {stale && (
          <Notice
            tone="warn"
            urgent
            title="Somebody saved this template in between."
            action={
              <Button size="small" busy={reload.isPending} onClick={() => void takePresent()}>
                Load the present one
              </Button>
            }
          >
            So that nothing of theirs is lost, yours was not saved. Loading the present one replaces what you
            typed here.
          </Notice>
        )}
        {!mayEdit && <Notice>Changing templates needs the role builder. You can look at it.</Notice>}
        <TemplateFields
          fields={fields}
          onChange={(change) => setFields((present) => ({ ...present, ...change }))}
          connectors={connectors}
          readOnly={!mayEdit}
        />
      </Form>
    </Dialog>
  )
}
