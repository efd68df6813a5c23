import type { Connector, ConnectorTool } from '@jackfield/sdk'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { queries } from '../../../hub/queries.ts'
import { useMay } from '../../../hub/use-me.ts'
import { Section } from '../../../kit/card.tsx'
import { Checkbox } from '../../../kit/checkbox.tsx'
import { Notice } from '../../../kit/notice.tsx'
import { Skeleton } from '../../../kit/skeleton.tsx'
import { count } from '../../../kit/words.tsx'
import { Decision } from './decision.tsx'
import { HeldTool } from './held-tool.tsx'

/** The tools whose definition a server has changed, each with what is different, to be accepted or refused (CUS-24). */
export function HeldChanges({ connector }: { connector: Connector }) {
  const tools = useQuery({ ...queries.connectorTools(connector.id), enabled: connector.family === 'custom' })
  if (tools.isLoading && connector.held_count > 0) return <Skeleton className="h-40" />
  const held = tools.data?.items.filter((tool) => tool.held && !tool.missing_since) ?? []
  const refused = held.filter((tool) => tool.held?.refused_at)
  const waiting = held.filter((tool) => !tool.held?.refused_at)
  return (
    <>
      {waiting.length > 0 && <Waiting connector={connector} tools={waiting} />}
      {refused.length > 0 && <Refused connector={connector} tools={refused} />}
    </>
  )
}

function Waiting({ connector, tools }: HeldProps) {
  const manages = useMay('connectors.manage')
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set())
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const one = tools.length === 1
  // What is alone need not be picked.
  const chosen = tools.filter(({ name }) => (one ? !unticked.has(name) : ticked.has(name)))
  const pick = one
    ? (name: string) => setUnticked(toggled(unticked, name))
    : (name: string) => setTicked(toggled(ticked, name))
  return (
    <Section title="Changed tools">
      <Notice tone="warn" title={`${connector.name} has changed ${count(tools.length, 'tool')} that you use`}>
        Agents keep the accepted {one ? 'definition' : 'definitions'}, and what writes needs a person’s
        approval until somebody decides.{' '}
        {manages
          ? 'Read what is new: a description can carry instructions to your agents.'
          : 'An owner or admin accepts or refuses it.'}
      </Notice>
      {manages && !one && (
        <Checkbox
          label="All of them"
          checked={chosen.length === tools.length}
          onCheckedChange={(all) => setTicked(new Set(all ? tools.map(({ name }) => name) : []))}
        />
      )}
      <HeldList
        tools={tools}
        {...(manages && { chosen: new Set(chosen.map(({ name }) => name)), onPick: pick })}
      />
      {manages && <Decision connector={connector} tools={chosen.map(({ name }) => name)} refusable />}
    </Section>
  )
}

function Refused({ connector, tools }: HeldProps) {
  const manages = useMay('connectors.manage')
  return (
    <Section
      title="Refused changes"
      lead="No agent is given these tools until the server goes back to what was accepted, or changes them once more, which asks you again."
    >
      <ul className="space-y-3">
        {tools.map((tool) => (
          <li key={tool.name}>
            <HeldTool
              tool={tool}
              folded
              {...(manages && { actions: <Decision connector={connector} tools={[tool.name]} /> })}
            />
          </li>
        ))}
      </ul>
    </Section>
  )
}

interface HeldProps {
  connector: Connector
  tools: ConnectorTool[]
}

interface HeldListProps {
  tools: ConnectorTool[]
  chosen?: ReadonlySet<string>
  onPick?(name: string): void
}

function HeldList({ tools, chosen, onPick }: HeldListProps) {
  return (
    <ul className="space-y-3">
      {tools.map((tool) => (
        <li key={tool.name}>
          <HeldTool
            tool={tool}
            folded={tools.length > 3}
            {...(chosen && onPick && { chosen: chosen.has(tool.name), onPick: () => onPick(tool.name) })}
          />
        </li>
      ))}
    </ul>
  )
}

function toggled(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set)
  if (!next.delete(name)) next.add(name)
  return next
}
