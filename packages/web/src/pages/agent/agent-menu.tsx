import type { AgentDetail } from '@jackfield/sdk'
import { useNavigate } from '@tanstack/react-router'
import { Copy, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { MoreMenu } from '../../kit/more-menu.tsx'
import { CloneAgentDialog } from '../agents/clone-agent-dialog.tsx'
import { DeleteAgentDialog } from '../agents/delete-agent-dialog.tsx'

/** What can be done with an agent as a whole. */
export function AgentMenu({ agent }: { agent: AgentDetail }) {
  const [asked, setAsked] = useState<'clone' | 'delete'>()
  const navigate = useNavigate()
  const close = () => setAsked(undefined)
  return (
    <>
      <MoreMenu
        of={agent.name}
        actions={[
          {
            label: 'Clone',
            icon: <Copy className="size-4" aria-hidden />,
            onSelect: () => setAsked('clone'),
          },
          {
            label: 'Delete',
            icon: <Trash2 className="size-4" aria-hidden />,
            onSelect: () => setAsked('delete'),
            danger: true,
            apart: true,
          },
        ]}
      />
      {asked === 'clone' && <CloneAgentDialog agent={agent} open onOpenChange={close} />}
      {asked === 'delete' && (
        <DeleteAgentDialog
          agent={agent}
          open
          onOpenChange={close}
          onDeleted={() => navigate({ to: '/agents', ignoreBlocker: true })}
        />
      )}
    </>
  )
}
