import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { areas, hintsOf, risks, toolDefinitions } from '../src/index.ts'

const tools = areas.flatMap((area) => area.tools)
const definitions = areas.flatMap(toolDefinitions)

type Schema = {
  description?: string
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  [key: string]: unknown
}

describe('the registry', () => {
  it('PLT-1: every tool has a unique name of at most 50 characters', () => {
    const names = tools.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9_]{2,49}$/)
  })

  it('A2: Leads has its 32 tools and three of our own, each in the risk class that the table says', () => {
    const expected = {
      read: 'list_labels list_pipelines get_pipeline',
      customer_data_read:
        'list_clients scan_clients get_client export_clients client_list_notes client_get_note client_list_tasks client_list_attachments client_get_attachment',
      configuration: 'label_create pipeline_create pipeline_update funnel_status_create',
      customer_data_write:
        'client_create client_update client_context_merge client_create_note client_update_note client_create_task client_update_task client_create_attachment client_update_attachment client_bulk_update client_import',
      destructive:
        'client_delete client_delete_note client_delete_task client_delete_attachment label_delete pipeline_delete funnel_status_delete client_merge',
    }
    const found = Object.groupBy(tools, ({ risk }) => risk)
    for (const [risk, names] of Object.entries(expected))
      expect(found[risk as keyof typeof expected]?.map(({ name }) => name).toSorted()).toEqual(
        names.split(' ').toSorted(),
      )
    expect(tools).toHaveLength(35)
  })

  it.each(tools)('PLT-12: $name says what it does, and its hints follow from its risk', (tool) => {
    expect(tool.about.length).toBeGreaterThanOrEqual(20)
    expect(risks).toContain(tool.risk)
    const definition = definitions.find(({ name }) => name === tool.name)
    expect(definition?.annotations).toEqual(hintsOf(tool.risk))
    expect(definition?._meta).toEqual({ 'jackfield/risk': tool.risk })
    expect(definition?.annotations.readOnlyHint).toBe(tool.effect === 'read')
  })

  it.each(tools)('B12: $name asks first if it destroys, and takes a key if it writes', (tool) => {
    const fields = Object.keys(tool.input.shape)
    expect(fields.includes('confirm_token')).toBe(tool.risk === 'destructive')
    expect(fields.includes('idempotency_key')).toBe(tool.effect !== 'read')
  })

  it.each(definitions)(
    'GEN-1, GEN-5: $name describes each input, takes no other, and answers an object',
    (definition) => {
      const input = definition.inputSchema as Schema
      expect(input).toMatchObject({ type: 'object', additionalProperties: false })
      for (const [name, field] of Object.entries(input.properties ?? {}))
        expect(field.description ?? '', `${definition.name}.${name}`).toMatch(/.{5,}/)
      expect(definition.outputSchema).toMatchObject({ type: 'object' })
      if (/^(list|scan)_|_list_/.test(definition.name)) expect(input.properties).toHaveProperty('limit')
    },
  )

  it('GEN-4: no field of Leads holds money, which would need its minor units and currency', () => {
    const fields = definitions.flatMap(({ inputSchema, outputSchema }) =>
      fieldNames({ a: inputSchema, b: outputSchema }),
    )
    expect(fields.length).toBeGreaterThan(100)
    expect(fields.filter((name) => /price|amount|currency|money|revenue/.test(name))).toEqual([])
  })

  it('gives the same definitions every time, in the same order, as plain JSON', () => {
    expect(JSON.stringify(areas.flatMap(toolDefinitions))).toBe(JSON.stringify(definitions))
    expect(JSON.parse(JSON.stringify(definitions))).toEqual(definitions)
  })

  it('PLT-12: an input schema accepts what the tool accepts', () => {
    for (const { input } of tools) expect(z.toJSONSchema(input, { io: 'input' })).toHaveProperty('properties')
  })
})

function fieldNames(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...fieldNames(inner)])
}
