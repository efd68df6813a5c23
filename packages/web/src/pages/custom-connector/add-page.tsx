import type { Connector } from '@jackfield/sdk'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { hub } from '../../hub/client.ts'
import { useAction } from '../../hub/use-action.ts'
import { useMay } from '../../hub/use-me.ts'
import { ButtonLink } from '../../kit/button-link.tsx'
import { Notice } from '../../kit/notice.tsx'
import { Page } from '../../kit/page.tsx'
import type { Said } from '../../kit/toasts.tsx'
import { count } from '../../kit/words.tsx'
import { TextLink } from '../../kit/text-link.tsx'
import { CustomForm } from './custom-form.tsx'
import { emptyDraft, inputOf } from './draft.ts'
import type { Draft } from './draft.ts'
import { LeaveGuard } from './leave-guard.tsx'

const crumbs = [{ label: 'Connectors', to: '/agents/connectors' as const }]

/** Adds an MCP server of one's own by its URL (CUS-1, UX-6). */
export function AddPage() {
  const manages = useMay('connectors.manage')
  return (
    <Page
      title="Custom connector"
      crumbs={crumbs}
      narrow
      lead="If you host your own MCP server, register it here: no catalog entry, no sign-in."
    >
      {manages ? (
        <AddForm />
      ) : (
        <Notice
          title="An owner or admin adds custom connectors"
          action={
            <ButtonLink to="/agents/connectors" size="small">
              Back to connectors
            </ButtonLink>
          }
        >
          A server that is added here can be turned on for any agent of the account. Send them its address.
        </Notice>
      )}
    </Page>
  )
}

function AddForm() {
  const [draft, setDraft] = useState<Draft>(emptyDraft)
  const navigate = useNavigate()
  const action = useAction({
    run: () => hub.connectors.addCustom(inputOf(draft)),
    invalidates: ['connectors', 'agents'],
    done: addedSaid,
    quiet: true,
  })
  const add = async () => {
    const { slug } = await action.mutateAsync()
    await navigate({ to: '/agents/connectors/$connector', params: { connector: slug }, ignoreBlocker: true })
  }
  return (
    <>
      <CustomForm
        draft={draft}
        change={(part) => setDraft((before) => ({ ...before, ...part }))}
        action="Add connector"
        acknowledges
        onSubmit={add}
        cancel={
          <ButtonLink kind="quiet" to="/agents/connectors">
            Cancel
          </ButtonLink>
        }
      />
      <LeaveGuard
        dirty={JSON.stringify(draft) !== JSON.stringify(emptyDraft)}
        what="The connector is not added yet, and what you have entered is not kept."
      />
    </>
  )
}

/** That it is there now, and what comes next (UX-14). */
function addedSaid({ name, tool_count: tools, probe }: Connector): Said {
  const action = <TextLink to="/agents">Turn it on for an agent</TextLink>
  if (probe?.ok === false)
    return {
      title: `${name} is added`,
      description: 'Its server could not be reached yet: see Health on its page.',
      jack: 'available',
    }
  return {
    title: `${name} is added, with ${count(tools, 'tool')}`,
    description: 'It is now a toggle in every agent. No agent uses it until you turn it on there.',
    jack: 'connected',
    action,
  }
}
