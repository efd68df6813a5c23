import { readdirSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { areas, leads, toolDefinitions, wholePlatform } from '../src/index.ts'
import { docs } from '../src/docs/docs.ts'
import { withoutDatabase } from './leads-hub.ts'
import type { Caller, Data } from './leads-hub.ts'

interface Section {
  id: string
  title: string
  pages: { page_id: string; title: string; about: string; headings: string[] }[]
}

let caller: Caller
let sections: Section[]
beforeAll(async () => {
  caller = withoutDatabase(docs)
  sections = (await caller.ok('get_docs_structure'))['sections'] as Section[]
})

const pages = () => sections.flatMap((section) => section.pages)
const read = async (pageId: string) => (await caller.ok('read_docs_page', { page_id: pageId })) as PageData
const search = (query: string, more = {}) => caller.ok('search_docs', { query, ...more })

interface PageData extends Data {
  title: string
  section: string
  markdown: string
}

describe('the documentation search', () => {
  it('PLT-4: is part of the whole platform, and has three tools that read', () => {
    expect(docs.tools.map(({ name, risk }) => `${name} ${risk}`)).toEqual([
      'get_docs_structure read',
      'search_docs read',
      'read_docs_page read',
    ])
    for (const { annotations } of toolDefinitions(docs))
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false })
    expect(wholePlatform).toEqual([...areas, docs])
  })

  it('PLT-7, PLT-9: no area has any of its tools, and no name is there twice', () => {
    expect(areas).not.toContain(docs)
    const names = wholePlatform.flatMap(({ tools }) => tools.map(({ name }) => name))
    expect(new Set(names).size).toBe(names.length)
  })

  it('PLT-4: covers channels, integrations, knowledge bases and Leads; every page is listed once and can be read', async () => {
    expect(sections.map(({ id }) => id)).toEqual([
      'sales-platform',
      'channels',
      'integrations',
      'knowledge-bases',
      'leads',
    ])
    const ids = pages().map(({ page_id }) => page_id)
    const files = readdirSync(new URL('../src/docs/pages/', import.meta.url))
    expect(ids.toSorted()).toEqual(files.map((file) => file.replace(/\.md$/, '')).toSorted())
    for (const { page_id, title, about } of pages()) {
      expect(title).toMatch(/^\w.{3,60}$/)
      expect(about, page_id).toMatch(/^[\w`].{39,}\.$/)
      const page = await read(page_id)
      expect(page).toMatchObject({ page_id, title })
      expect(page.markdown.split('\n', 1)).toEqual([`# ${title}`])
    }
  })

  it.each([
    ['which messaging channels can I set up?', 'channels'],
    ['WhatsApp', 'channels'],
    ['connect a custom MCP server', 'custom-mcp-servers'],
    ['how do I turn a connector on for an agent', 'connectors'],
    ['HubSpot integration', 'crm-and-apps'],
    ['integrations', 'crm-and-apps'],
    ['knowledge base FAQ', 'knowledge-bases'],
    ['product catalog feed', 'knowledge-bases'],
    ['Needs reconnect', 'connectors'],
    ['why does my agent have no tools?', 'missing-tools'],
    ['import leads from CSV', 'import-and-export'],
    ['delete a pipeline', 'pipelines'],
    ['confirm_token', 'previews-and-retries'],
    ['Claude Code', 'outside-clients'],
    ['address for Cursor', 'outside-clients'],
    ['block a tool', 'tool-policies'],
    ['big toggle', 'platform-tools'],
    ['chanels', 'channels'],
  ])('PLT-4: finds the page for "%s" first', async (query, expected) => {
    expect((await search(query)).items[0]?.['page_id']).toBe(expected)
  })

  it('PLT-4: a hit says page, section and heading, and its excerpt shows what was found', async () => {
    const { items } = await search('idempotency_key')
    expect(items[0]).toMatchObject({
      page_id: 'previews-and-retries',
      title: 'Previews, retries and refusals',
      section: 'The Sales Platform',
      heading: 'Repeating a call that writes',
      excerpt: expect.stringContaining('idempotency_key'),
    })
    const late = (await search('stdio')).items[0]
    expect(late?.['excerpt']).toMatch(/^… .*stdio/)
    for (const { excerpt } of items) expect(String(excerpt).length).toBeLessThanOrEqual(290)
  })

  it('GEN-1: hits are paged, none twice', async () => {
    const all = await search('connector', { limit: 100 })
    expect(all).toMatchObject({ total: all.items.length, has_more: false })
    const first = await search('connector', { limit: 3 })
    expect(first).toMatchObject({ total: all.total, has_more: true, next_offset: 3 })
    const second = await search('connector', { limit: 3, offset: 3 })
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 6))
  })

  it('GEN-10: what is nowhere gives no hits, and a query without words neither', async () => {
    for (const query of ['zeppelin', '???', 'how do I', '*', '"'])
      expect(await search(query), query).toEqual({ items: [], total: 0, has_more: false, next_offset: null })
    expect(await caller.refused('search_docs', { query: ' ' })).toMatchObject({ field: 'query' })
    expect(await caller.refused('search_docs', { query: 'x'.repeat(301) })).toMatchObject({ field: 'query' })
  })

  it('GEN-2, GEN-5, GEN-10: an unknown page is refused with the nearest id, an unknown parameter with the nearest name', async () => {
    expect(await caller.refused('read_docs_page', { page_id: 'conectors' })).toMatchObject({
      code: 'not_found',
      field: 'page_id',
      hint: 'Did you mean "connectors"?',
      valid_values: pages().map(({ page_id }) => page_id),
    })
    for (const page_id of ['zzz', '../docs', 'pages/leads.md', '__proto__'])
      expect(await caller.refused('read_docs_page', { page_id })).toMatchObject({ code: 'not_found' })
    expect(await caller.refused('search_docs', { query: 'leads', qery: 'leads' })).toMatchObject({
      code: 'unknown_parameter',
      hint: 'Did you mean "query"?',
    })
    expect(await caller.refused('get_docs_structure', { section: 'leads' })).toMatchObject({
      field: 'section',
    })
  })
})

describe('the pages', () => {
  const markdown = () => Promise.all(pages().map(async ({ page_id }) => (await read(page_id)).markdown))

  it('name no tool and no field that does not exist', async () => {
    const known = new Set([
      ...wholePlatform.flatMap(toolDefinitions).flatMap(namesIn),
      ...areas.map(({ domain }) => domain),
      ...failuresOfATest,
    ])
    const text = (await markdown()).join('\n').replaceAll('claude mcp', '')
    const named = [...text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name = '']) => name)
    expect(named).toEqual(expect.arrayContaining(['list_clients', 'dry_run']))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('name every tool of Leads', async () => {
    const text = (await markdown()).join('\n')
    expect(leads.tools.filter(({ name }) => !text.includes(`\`${name}\``)).map(({ name }) => name)).toEqual(
      [],
    )
  })

  it('refer to pages that exist', async () => {
    const ids = pages().map(({ page_id }) => page_id)
    const referred = (await markdown()).flatMap((text) =>
      [...text.matchAll(/\bpage `([^`]*)`/g)].map(([, id = '']) => id),
    )
    expect(referred.length).toBeGreaterThan(10)
    expect(referred.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('call an area built exactly when it is', async () => {
    const { markdown: text } = await read('what-is-there')
    const built = [...text.matchAll(/^\| (\w+) \| There:/gm)].map(([, name]) => name)
    expect(built).toEqual(areas.map(({ name }) => name))
  })
})

/** What a test of a connector answers; the hub's own words. */
const failuresOfATest = [
  'blocked_address',
  'not_found',
  'not_mcp',
  'wrong_transport',
  'too_large',
  'http_error',
]

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [name, ...namesIn(inner)])
}
