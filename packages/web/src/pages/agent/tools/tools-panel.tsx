import type { Policy, ToolsetConnector, ToolsetTool } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { BulkBar } from './bulk-bar.tsx'
import { ToolList } from './tool-list.tsx'
import { ToolRow } from './tool-row.tsx'
import type { ToolOrigin } from './tool-row.tsx'
import { useSetPolicies } from './use-set-policies.ts'

export interface ToolsPanelProps {
  agentId: string
  tools: ToolsetTool[]
  connectors: ToolsetConnector[]
  readOnly: boolean
}

/** The tools that are listed, and what is done with several at once. */
export function ToolsPanel({ agentId, tools, connectors, readOnly }: ToolsPanelProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const origins = useOrigins(connectors)
  const { mutate, isPending } = useSetPolicies(agentId)
  const select = useCallback(
    (name: string, on: boolean) =>
      setSelected((present) => new Set(on ? [...present, name] : [...present].filter((one) => one !== name))),
    [],
  )
  const setOne = useCallback(
    (tool: ToolsetTool, policy: Policy) => mutate({ tools: [tool], policy }),
    [mutate],
  )
  const open = tools.filter(({ rule }) => rule !== null)
  const chosen = open.filter(({ name }) => selected.has(name))
  return (
    <div>
      {!readOnly && open.length > 0 && (
        <BulkBar
          listed={open.length}
          selected={chosen.length}
          busy={isPending}
          onSelectAll={(all) => setSelected(new Set(all ? open.map(({ name }) => name) : []))}
          onPolicy={(policy) => mutate({ tools: chosen, policy })}
        />
      )}
      <ToolList tools={tools}>
        {(tool) => (
          <ToolRow
            agentId={agentId}
            tool={tool}
            origin={origins.get(tool.connector) ?? { name: tool.connector, src: null, family: 'custom' }}
            readOnly={readOnly}
            selected={selected.has(tool.name)}
            onSelect={select}
            onPolicy={setOne}
          />
        )}
      </ToolList>
    </div>
  )
}

function useOrigins(connectors: ToolsetConnector[]): Map<string, ToolOrigin> {
  const { data } = useQuery(queries.connectors())
  return useMemo(() => {
    const known = new Map(data?.items.map((connector) => [connector.id, connector]))
    return new Map(
      connectors.map(({ connector_id, slug, name }) => {
        const connector = known.get(connector_id)
        // Only the Sales Platform tools are no connector.
        return [slug, { name, src: connector?.logo ?? null, family: connector?.family ?? 'platform' }]
      }),
    )
  }, [connectors, data])
}
