import { inputSchemaOf } from '@jackfield/catalog/run'
import type { App } from '@jackfield/catalog/run'
import { missingScopes } from '../../src/apps/missing-scopes.ts'
import type { AppHub, ConnectedApp } from './app-hub.ts'

/** One agent for each app, with only that app on. */
const agents = new WeakMap<AppHub, Map<string, string>>()

export interface CallResult {
  outcome: string
  result: { content: { text?: string }[]; structuredContent?: Record<string, unknown>; isError?: boolean }
}

/** Calls the first tool of the app that reads and needs no more than text, through the gate. */
export async function callReadingTool(hub: AppHub, { app }: ConnectedApp): Promise<CallResult> {
  return callTool(hub, app, readingTool(app))
}

export async function callTool(
  hub: AppHub,
  app: App,
  call: { name: string; input: Record<string, unknown> },
): Promise<CallResult> {
  const answer = await hub.gateway.owner.post(`/agents/${await agentFor(hub, app)}/calls`, {
    tool: call.name,
    arguments: call.input,
  })
  return answer.body as CallResult
}

async function agentFor(hub: AppHub, { slug }: App): Promise<string> {
  const known = agents.get(hub) ?? new Map<string, string>()
  agents.set(hub, known)
  const present = known.get(slug)
  if (present !== undefined) return present
  const { id } = await hub.gateway.agent(`agent of ${slug}`, [slug])
  known.set(slug, id)
  return id
}

function readingTool(app: App): { name: string; input: Record<string, unknown> } {
  const granted = app.auth.flatMap((way) => (way.kind === 'oauth2' ? way.scopes.default : []))
  const readable = app.tools.filter(
    (tool) =>
      tool.effect === 'read' &&
      !tool.file &&
      (granted.length === 0 || missingScopes(tool, granted).length === 0),
  )
  for (const tool of readable) {
    const { properties, required = [] } = inputSchemaOf(tool) as {
      properties: Record<string, { type?: string; enum?: unknown[]; format?: string; pattern?: string }>
      required?: string[]
    }
    const values = required.map((name) => [name, valueFor(properties[name] ?? {})] as const)
    if (values.every(([, value]) => value !== undefined))
      return { name: tool.name, input: Object.fromEntries(values) }
  }
  throw new Error(`${app.slug} has no tool that reads and is easy to call`)
}

function valueFor({
  type,
  enum: values,
  format,
  pattern,
}: {
  type?: string
  enum?: unknown[]
  format?: string
  pattern?: string
}) {
  if (values) return values[0]
  if (format !== undefined || pattern !== undefined) return undefined
  return { string: 'a1', integer: 1, number: 1, boolean: true, array: undefined }[type ?? '']
}
