import type { Agent } from '@jackfield/sdk'
import { Link, useNavigate } from '@tanstack/react-router'
import { Copy, SlidersHorizontal, Trash2 } from 'lucide-react'
import { useMay } from '../../hub/use-me.ts'
import { MoreMenu } from '../../kit/more-menu.tsx'
import { Pill } from '../../kit/pill.tsx'
import { Skeleton } from '../../kit/skeleton.tsx'
import { Td } from '../../kit/table.tsx'
import { Ago, count, number } from '../../kit/words.tsx'
import { AgentPlugs } from './agent-plugs.tsx'
import type { AgentPlugs as Plugs } from './plugs.ts'

export interface AgentRowProps {
  agent: Agent
  /** `waiting` until the map is there; undefined where it could not be had. */
  plugs: Plugs | 'waiting' | undefined
  onClone(): void
  onDelete(): void
}

/** One agent in the list of all. */
export function AgentRow({ agent, plugs, ...actions }: AgentRowProps) {
  const known = typeof plugs === 'object' ? plugs : undefined
  return (
    <tr className="hover:bg-sunken/60">
      <Td className="min-w-0 md:w-2/5 md:min-w-52">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Link
            to="/agents/$agent/settings"
            params={{ agent: agent.id }}
            className="font-medium wrap-anywhere hover:underline"
          >
            {agent.name}
          </Link>
          {agent.customized && <Pill tone="accent">Customized</Pill>}
        </div>
        {agent.description !== '' && (
          <p className="line-clamp-1 text-xs text-ink-soft wrap-anywhere">{agent.description}</p>
        )}
        <div className="mt-1.5 space-y-1.5 text-xs text-ink-soft md:hidden">
          <p>
            {agent.template.name}
            {known && ` · ${count(known.calls, 'call')} in 7 days`}
          </p>
          {known && <AgentPlugs {...known} />}
        </div>
      </Td>
      <Td className="max-w-44 truncate text-ink-soft max-md:hidden" title={agent.template.name}>
        {agent.template.name}
      </Td>
      <Td className="max-md:hidden">
        {plugs === 'waiting' ? <Skeleton className="h-7 w-28" /> : known && <AgentPlugs {...known} />}
      </Td>
      <Td className="text-right max-md:hidden">{known && number(known.calls)}</Td>
      <Td className="text-ink-soft max-lg:hidden">
        <Ago at={agent.updated_at} />
      </Td>
      <Td className="w-0 pl-0">
        <Actions agent={agent} {...actions} />
      </Td>
    </tr>
  )
}

function Actions({ agent, onClone, onDelete }: Omit<AgentRowProps, 'plugs'>) {
  const navigate = useNavigate()
  const mayEdit = useMay('agents.edit')
  const icon = 'size-4'
  return (
    <MoreMenu
      of={agent.name}
      actions={[
        {
          label: 'Open its settings',
          icon: <SlidersHorizontal className={icon} aria-hidden />,
          onSelect: () => void navigate({ to: '/agents/$agent/settings', params: { agent: agent.id } }),
        },
        ...(mayEdit
          ? [
              { label: 'Clone', icon: <Copy className={icon} aria-hidden />, onSelect: onClone },
              {
                label: 'Delete',
                icon: <Trash2 className={icon} aria-hidden />,
                onSelect: onDelete,
                danger: true,
                apart: true,
              },
            ]
          : []),
      ]}
    />
  )
}
