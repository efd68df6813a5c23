import { JackfieldError } from '@jackfield/sdk'
import type { Connector } from '@jackfield/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { Button } from '../../kit/button.tsx'
import { ButtonLink } from '../../kit/button-link.tsx'
import { Notice } from '../../kit/notice.tsx'
import { CustomForm } from './custom-form.tsx'
import { draftOf, needsAcknowledgement, patchOf } from './draft.ts'
import { LeaveGuard } from './leave-guard.tsx'

/** The form of a connector that is there already: what is stored, without the secrets. */
export function EditForm({ connector, onReload }: { connector: Connector; onReload(): Promise<void> }) {
  const { id, name, slug, version, status } = connector
  const [draft, setDraft] = useState(() => draftOf(connector))
  const [overtaken, setOvertaken] = useState(false)
  const navigate = useNavigate()
  const patch = patchOf(draft, connector)
  const dirty = Object.keys(patch).length > 0
  const acknowledges = needsAcknowledgement(draft, connector)
  const action = useAction({
    run: () =>
      hub.connectors.update(id, {
        version,
        ...patch,
        ...(acknowledges && { acknowledged: draft.acknowledged }),
      }),
    invalidates: ['connectors', 'agents'],
    done: (saved) => ({
      title: `${saved.name} is saved`,
      ...(saved.probe?.ok === false && {
        description: `Its server could not be reached: ${saved.probe.message}`,
      }),
    }),
    quiet: true,
  })
  const page = { to: '/agents/connectors/$connector' as const, params: { connector: slug } }
  const save = async () => {
    try {
      await action.mutateAsync()
    } catch (error) {
      setOvertaken(error instanceof JackfieldError && error.code === 'version_conflict')
      throw error
    }
    await navigate({ ...page, ignoreBlocker: true })
  }
  return (
    <>
      {status === 'available' && (
        <Notice title={`${name} is not connected`}>
          Its address and its headers are entered when it is connected again. The rest can be edited here.
        </Notice>
      )}
      <CustomForm
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        connector={connector}
        action={`Save ${name}`}
        acknowledges={acknowledges}
        waitsFor={dirty ? undefined : 'Nothing is changed yet.'}
        onSubmit={save}
        cancel={
          <ButtonLink kind="quiet" {...page}>
            Cancel
          </ButtonLink>
        }
      >
        {overtaken && (
          <Notice
            tone="warn"
            title="Somebody else saved it while you were editing"
            action={
              <Button size="small" onClick={() => void onReload()}>
                Load what is saved now
              </Button>
            }
          >
            Loading it discards what you have entered here.
          </Notice>
        )}
      </CustomForm>
      <LeaveGuard dirty={dirty} what={`Your changes of ${name} are not saved.`} />
    </>
  )
}
