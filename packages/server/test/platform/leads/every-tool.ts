import type { Caller } from './leads-hub.ts'

/** One id of each noun. */
export type Ids = Record<string, string>

type Input = Record<string, unknown>

/** Puts two of everything into an account, and answers the ids of the first ones. */
export async function furnish(caller: Caller): Promise<Ids> {
  const statuses = [{ name: 'First' }, { name: 'Second' }]
  const pipeline = await caller.ok('pipeline_create', { name: 'Mine', statuses })
  const lead = { labels: ['VIP', 'Hot'], create_missing_labels: true, company_name: 'Harbour' }
  const client = await caller.ok('client_create', { full_name: 'Anna', email: 'anna@x.example', ...lead })
  const other = await caller.ok('client_create', { full_name: 'Bo', ...lead })
  const client_id = client.id
  const link = { client_id, url: 'https://x.example/a.pdf' }
  const add = async (name: string, first: Input, second: Input) => {
    const made = await caller.ok(name, { client_id, ...first })
    await caller.ok(name, { client_id, ...second })
    return made.id
  }
  return {
    client: client_id,
    other_client: other.id,
    pipeline: pipeline.id,
    note: await add('client_create_note', { content: 'One' }, { content: 'Two' }),
    task: await add('client_create_task', { title: 'One' }, { title: 'Two' }),
    attachment: await add('client_create_attachment', { ...link, name: 'a' }, { ...link, name: 'b' }),
    file: (await caller.ok('export_clients')).file_id,
  }
}

/** A call of each tool that changes something, for a furnished account; what deletes comes last. */
export const changes: Record<string, (ids: Ids) => Input> = {
  client_create: () => ({ full_name: 'New' }),
  client_update: ({ client }) => ({ client_id: client, company_name: 'Dock' }),
  client_context_merge: ({ client }) => ({ client_id: client, context: { mood: 'calm' } }),
  client_bulk_update: ({ client }) => ({ type: 'customer', client_ids: [client] }),
  client_import: () => ({ content: 'Name\nImported\n' }),
  client_create_note: ({ client }) => ({ client_id: client, content: 'Three' }),
  client_update_note: ({ note }) => ({ note_id: note, content: 'Changed' }),
  client_create_task: ({ client }) => ({ client_id: client, title: 'Three' }),
  client_update_task: ({ task }) => ({ task_id: task, title: 'Changed' }),
  client_create_attachment: ({ client }) => ({ client_id: client, name: 'c', url: 'https://x.example/c' }),
  client_update_attachment: ({ attachment }) => ({ attachment_id: attachment, name: 'Changed' }),
  label_create: () => ({ name: 'New' }),
  pipeline_create: () => ({ name: 'New', statuses: [{ name: 'Begun' }] }),
  pipeline_update: ({ pipeline }) => ({ pipeline_id: pipeline, description: 'Changed' }),
  funnel_status_create: ({ pipeline }) => ({ pipeline_id: pipeline, name: 'Third' }),
  funnel_status_delete: ({ pipeline }) => ({ pipeline_id: pipeline, name: 'Second' }),
  label_delete: () => ({ name: 'Hot' }),
  client_delete_note: ({ note }) => ({ note_id: note }),
  client_delete_task: ({ task }) => ({ task_id: task }),
  client_delete_attachment: ({ attachment }) => ({ attachment_id: attachment }),
  pipeline_delete: ({ pipeline }) => ({ pipeline_id: pipeline }),
  client_merge: ({ client, other_client }) => ({ client_id: client, duplicate_id: other_client }),
  client_delete: ({ client }) => ({ client_id: client }),
}

/** A JSON Schema, as far as tools use it. */
export interface Schema {
  type?: string
  description?: string
  default?: unknown
  maximum?: number
  examples?: unknown[]
  enum?: unknown[]
  format?: string
  required?: string[]
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
}

/** The noun whose ids a field takes, told by the example that every id shows. */
export function nounOf({ examples = [], items }: Schema): string | undefined {
  const [, noun] = /^([a-z_]+)_[0-9a-z]{26}$/.exec(String(examples[0])) ?? []
  return noun ?? (items && nounOf(items))
}

/** The least that a tool takes, by its schema. */
export function leastOf({ required = [], properties = {} }: Schema, ids: Ids): Input {
  return Object.fromEntries(required.map((name) => [name, sample(properties[name] ?? {}, ids)]))
}

/** The least that a tool takes with an id given, in a list beside one of the account where it takes a list. */
export function withId(schema: Schema, ids: Ids, field: string, id: string): Input {
  const items = schema.properties?.[field]?.items
  return { ...leastOf(schema, ids), [field]: items ? [ids[nounOf(items) ?? ''], id] : id }
}

function sample(schema: Schema, ids: Ids): unknown {
  const noun = nounOf(schema)
  if (schema.items) return [sample(schema.items, ids)]
  if (noun) return ids[noun]
  if (schema.enum) return schema.enum[0]
  if (schema.format === 'uri') return 'https://x.example/a'
  if (schema.type !== 'object') return 'First'
  return schema.properties ? leastOf(schema, ids) : { key: 'value' }
}
