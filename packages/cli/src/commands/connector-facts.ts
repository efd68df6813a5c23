import type { Connector } from '@jackfield/sdk'
import { statusCell } from '../glyph.ts'
import { count, localTime } from '../output.ts'
import { facts } from '../table.ts'
import { appFacts } from './app-facts.ts'

/** One connector for people. */
export function connectorFacts(connector: Connector): string {
  return facts([
    ['Name', connector.name],
    ['Slug', connector.slug],
    ['Id', connector.id],
    ['Category', connector.app?.category],
    ['Status', statusCell(connector.status)],
    ['Because', connector.status_reason ?? undefined],
    ...appFacts(connector),
    ['Last reached', probeWords(connector)],
    ['URL', connector.url ?? undefined],
    ['Transport', connector.transport ?? undefined],
    ['Address', connector.address ?? undefined],
    [
      'Headers',
      connector.headers.map(({ name, stored }) => (stored ? `${name}: •••` : `${name}: missing`)).join(', '),
    ],
    [
      'Server',
      connector.server
        ? `${connector.server.name} ${connector.server.version}, MCP ${connector.server.protocol_version}`
        : undefined,
    ],
    ['Tools', toolWords(connector)],
    ...limits(connector),
    ['On for', count(connector.agent_count, 'agent')],
    ['Description', connector.description],
  ])
}

/** How many tools it has, and how many of them changed. */
export function toolWords({ tool_count: tools, held_count: held }: Connector): string {
  return held > 0 ? `${tools}, ${held} changed` : String(tools)
}

/** What `connectors edit` sets besides the server itself; areas and apps have none of it. */
function limits({ family, read_only: readOnly, trust_hints: trusted }: Connector): [string, string][] {
  if (family !== 'custom') return []
  return [
    ['Read-only', readOnly ? 'yes: only tools that read are used' : 'no'],
    [
      'Hints',
      trusted ? 'trusted: tools may say that they only read' : 'not trusted: every tool counts as writing',
    ],
  ]
}

function probeWords({ probe }: Connector): string {
  if (!probe) return 'never'
  return `${localTime(probe.at)}: ${probe.ok ? `answered in ${Math.round(probe.latency_ms)} ms` : probe.message}`
}
