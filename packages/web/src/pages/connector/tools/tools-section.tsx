import type { Connector, ConnectorTool } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { hub } from '../../../hub/client.ts'
import { queries } from '../../../hub/queries.ts'
import { useAction } from '../../../hub/use-action.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Button } from '../../../kit/button.tsx'
import { Section } from '../../../kit/card.tsx'
import { EmptyState } from '../../../kit/empty-state.tsx'
import { Loaded } from '../../../kit/loaded.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { SearchField } from '../../../kit/search-field.tsx'
import { SkeletonList } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'
import { effectSummary, findTools } from './find-tools.ts'
import { ToolList } from './tool-list.tsx'

/** From so many on, a list can be searched, and starts with its beginning. */
const MANY = 10

/** What a connector can do: its tools, each with what it does to the data there. */
export function ToolsSection({ connector }: { connector: Connector }) {
  const tools = useQuery(queries.connectorTools(connector.id))
  const manages = useMay('connectors.manage')
  const rereads = manages && connector.family === 'custom' && connector.status === 'connected'
  return (
    <Section
      title="What it can do"
      lead={tools.data && tools.data.items.length > 0 ? effectSummary(tools.data.items) : undefined}
      actions={rereads && <ReadAnew connector={connector} />}
    >
      {connector.read_only && (
        <Notice title="Only tools that read are used">
          Agents get none of the others, whatever their policies say.
          {!connector.trust_hints &&
            ' Its server’s hints are not trusted, so every tool counts as writing and none is left.'}
        </Notice>
      )}
      <Loaded query={tools} skeleton={<SkeletonList count={6} className="space-y-2" item="h-14" />}>
        {({ items }) =>
          items.length === 0 ? (
            <NoTools connector={connector} />
          ) : (
            <Tools tools={items} connector={connector} />
          )
        }
      </Loaded>
    </Section>
  )
}

function Tools({ tools, connector }: { tools: ConnectorTool[]; connector: Connector }) {
  const [search, setSearch] = useState('')
  const [whole, setWhole] = useState(tools.length <= MANY + 2)
  const found = findTools(tools, search)
  const shown = whole || search !== '' ? found : found.slice(0, MANY)
  return (
    <>
      {tools.length > MANY && (
        <SearchField label="Search tools" value={search} onValueChange={setSearch} className="max-w-sm" />
      )}
      <output className="sr-only">{search !== '' && `${count(found.length, 'tool')} found`}</output>
      {shown.length > 0 ? (
        <ToolList tools={shown} connector={connector} />
      ) : (
        <p className="text-ink-soft">No tool has “{search}” in its name or description.</p>
      )}
      {shown.length < found.length && (
        <Button onClick={() => setWhole(true)}>Show all {count(found.length, 'tool')}</Button>
      )}
    </>
  )
}

function NoTools({ connector: { name, status, probe } }: { connector: Connector }) {
  if (status === 'available')
    return (
      <EmptyState title="Its tools are known once it is connected">Connect {name} to see them.</EmptyState>
    )
  return (
    <EmptyState title={`${name} lists no tools`} jack="skipped">
      {probe?.ok === false
        ? 'Its server could not be reached yet. Check now under Health says why.'
        : 'Its server answers, and offers nothing that an agent could call.'}
    </EmptyState>
  )
}

function ReadAnew({ connector: { id, name } }: { connector: Connector }) {
  const action = useAction({
    run: () => hub.connectors.refreshTools(id),
    invalidates: ['connectors', 'agents'],
    done: ({ items }) => ({
      title: `Read the tools of ${name} anew`,
      description: `It has ${count(items.filter((tool) => !tool.missing_since).length, 'tool')}.`,
    }),
  })
  return (
    <Button size="small" busy={action.isPending} onClick={() => action.mutate()}>
      Read tools anew
    </Button>
  )
}
