import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { idNouns, newId } from '../src/ids.ts'
import { leads } from '../src/index.ts'
import type { AreaTool } from '../src/index.ts'
import { newAccount } from './leads-hub.ts'
import type { Caller } from './leads-hub.ts'

/** One id of each noun. */
type Ids = Record<string, string>

const inputs = leads.tools.flatMap((tool) =>
  Object.entries(tool.input.shape).flatMap(([field, schema]) => {
    const noun = nounOf(schema as z.ZodType)
    return noun ? [{ name: tool.name, tool, field, noun }] : []
  }),
)

describe('isolation over the registry', () => {
  let mine: { caller: Caller; ids: Ids }
  let theirs: { caller: Caller; ids: Ids }

  beforeAll(async () => {
    mine = await furnished()
    theirs = await furnished()
  })

  it('knows an id input of every noun', () => {
    expect([...new Set(inputs.map(({ noun }) => noun))].toSorted()).toEqual(Object.keys(mine.ids).toSorted())
  })

  it.each(inputs)(
    "PLT-15, GEN-2: $name ($field): another account's id answers exactly like a missing one",
    async (input) => {
      const { caller, ids } = mine
      const ask = async (id: string | undefined) => {
        const answer = await caller.refused(
          input.tool.name,
          sampleInput(input.tool, ids, input.field, id ?? ''),
        )
        return JSON.parse(JSON.stringify(answer).replaceAll(id ?? '', '<id>')) as {
          code: string
          message: string
        }
      }
      const missing = await ask(newId(input.noun))
      expect(missing).toMatchObject({
        code: 'not_found',
        message: expect.stringContaining(`no such ${input.noun}`),
      })
      expect(await ask(theirs.ids[input.noun])).toEqual(missing)
      for (const malformed of ['1', `${input.noun}_1`, "' or 1=1 --"])
        expect((await ask(malformed)).code).toBe('not_found')
    },
  )

  it("PLT-15: nothing of the other account has changed, and nothing of it shows in this one's lists", async () => {
    const lists = leads.tools.filter(({ paging }) => paging)
    for (const { name, input } of lists) {
      const args = 'client_id' in input.shape ? { client_id: theirs.ids['client'] } : {}
      const before = await theirs.caller.ok(name, args)
      expect(before.items.length, name).toBeGreaterThan(0)
      const seen = await mine.caller.ok(
        name,
        'client_id' in input.shape ? { client_id: mine.ids['client'] } : {},
      )
      for (const id of Object.values(theirs.ids)) expect(JSON.stringify(seen)).not.toContain(id)
    }
  })

  it("GEN-2: another account's label and stage answer like missing ones", async () => {
    await theirs.caller.ok('label_create', { name: 'Secret label' })
    const { refused } = mine.caller
    const theirLabel = await refused('label_delete', { name: 'Secret label' })
    const noLabel = await refused('label_delete', { name: 'Sekret label' })
    expect(theirLabel).toEqual(noLabel)
    const stage = { pipeline_id: theirs.ids['pipeline'], name: 'New' }
    expect(await refused('funnel_status_delete', stage)).toMatchObject({ code: 'not_found' })
  })
})

/** An account with one of everything. */
async function furnished(): Promise<{ caller: Caller; ids: Ids }> {
  const caller = await newAccount()
  const stages = [{ name: 'First' }, { name: 'Second' }]
  const pipeline = await caller.ok('pipeline_create', { name: 'Mine', statuses: stages })
  await caller.ok('label_create', { name: 'VIP' })
  const { id: client_id } = await caller.ok('client_create', { full_name: 'Anna' })
  const note = await caller.ok('client_create_note', { client_id, content: 'Hi' })
  const task = await caller.ok('client_create_task', { client_id, title: 'Call' })
  const link = { client_id, name: 'a.pdf', url: 'https://x.example/a.pdf' }
  const attachment = await caller.ok('client_create_attachment', link)
  const file = await caller.ok('export_clients')
  const ids = {
    client: client_id,
    pipeline: pipeline.id,
    note: note.id,
    task: task.id,
    attachment: attachment.id,
    file: file.file_id,
  }
  return { caller, ids }
}

/** The least a tool takes, by its declaration, with one id put in. */
function sampleInput(tool: AreaTool, ids: Ids, field: string, id: string): Record<string, unknown> {
  const fields = Object.entries<z.ZodType>(tool.input.shape)
  return Object.fromEntries(
    fields.flatMap(([name, schema]) => {
      if (name === field)
        return [[name, bare(schema) instanceof z.ZodArray ? [ids[nounOf(schema) ?? ''], id] : id]]
      return schema.safeParse(undefined).success ? [] : [[name, sample(schema, ids)]]
    }),
  )
}

function sample(schema: z.ZodType, ids: Ids): unknown {
  const noun = nounOf(schema)
  const inner = bare(schema)
  if (inner instanceof z.ZodArray) return [sample(inner.element as z.ZodType, ids)]
  if (noun) return ids[noun]
  if (inner instanceof z.ZodObject) return sampleObject(inner, ids)
  if (inner instanceof z.ZodRecord) return { key: 'value' }
  if (inner.safeParse('https://x.example/a').success) return 'https://x.example/a'
  return 'First'
}

function sampleObject(schema: z.ZodObject, ids: Ids): Record<string, unknown> {
  const fields = Object.entries<z.ZodType>(schema.shape)
  return Object.fromEntries(
    fields
      .filter(([, inner]) => !inner.safeParse(undefined).success)
      .map(([name, inner]) => [name, sample(inner, ids)]),
  )
}

function nounOf(schema: z.ZodType): string | undefined {
  const inner = bare(schema)
  return inner instanceof z.ZodArray ? nounOf(inner.element as z.ZodType) : idNouns.get(inner)?.noun
}

function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable
    ? bare(schema.unwrap() as z.ZodType)
    : schema
}
