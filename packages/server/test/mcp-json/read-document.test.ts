import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument } from '../../src/mcp-json/read-document.ts'
import { expand, variablesIn } from '../../src/mcp-json/variables.ts'
import { salesPlugin } from './sales-plugin.ts'

const url = 'https://mcp.example.com/mcp'
const one = (entry: unknown) => readDocument({ mcpServers: { acme: entry } }).servers[0]

describe('reading a .mcp.json', () => {
  it('PLG-14: the sales plugin example parses to six servers', () => {
    const { servers, unknownFields } = readDocument(salesPlugin)
    expect(servers.map(({ name }) => name)).toEqual([
      'hubspot',
      'close',
      'clay',
      'zoominfo',
      'fireflies',
      'slack',
    ])
    for (const { name, found } of servers)
      expect(found, name).toMatchObject({
        kind: 'remote',
        transport: 'streamable-http',
        url: salesPlugin.mcpServers[name as keyof typeof salesPlugin.mcpServers].url,
        headers: [],
      })
    expect(unknownFields).toEqual([])
  })

  it('PLG-2, X17: takes the wrapped and the unwrapped form for the same', () => {
    expect(readDocument(salesPlugin.mcpServers)).toEqual(readDocument(salesPlugin))
  })

  it('PLG-12: tolerates and lists what stands beside the servers, in both forms', () => {
    const beside = { recommendedCategories: ['CRM'], $schema: 'x' }
    for (const document of [
      { ...salesPlugin, ...beside },
      { ...salesPlugin.mcpServers, ...beside },
    ]) {
      const { servers, unknownFields } = readDocument(document)
      expect(servers).toHaveLength(6)
      expect(unknownFields).toEqual(['recommendedCategories', '$schema'])
    }
  })

  it.each([
    ['http', 'streamable-http'],
    ['streamable-http', 'streamable-http'],
    ['streamableHttp', 'streamable-http'],
    ['sse', 'sse'],
    [undefined, 'streamable-http'],
  ])('PLG-2, X17: type %s is %s', (type, transport) => {
    expect(one({ ...(type && { type }), url })?.found).toMatchObject({ kind: 'remote', transport })
  })

  it.each([
    ['a command', { command: 'npx', args: ['-y', 'server'] }, 'local command'],
    ['type stdio', { type: 'stdio', command: 'npx' }, 'local command'],
    ['another type', { type: 'ws', url }, 'type is not supported'],
    ['a type that is no text', { type: 7, url }, 'type is not supported'],
    ['a url that is no text', { url: 7 }, 'url must be text'],
    ['headers in a list', { url, headers: ['X-Key: 1'] }, 'headers must be'],
    ['a header that is no text', { url, headers: { 'X-Key': 1 } }, 'headers must be'],
    ["VS Code's inputs", { url, headers: { 'X-Key': '${input:key}' } }, '${...}'],
    ['a default within a default', { url, headers: { 'X-Key': '${A:-${B}}' } }, '${...}'],
    ['a variable that does not end', { url: 'https://example.com/${KEY' }, '${...}'],
    ['settings of ours that are none', { url, jackfield: { read_only: 'yes' } }, 'jackfield'],
    ['no object', 'https://example.com', 'must be an object'],
    ['a list', [], 'must be an object'],
    ['null', null, 'must be an object'],
  ])('PLG-2: refuses %s, with a reason and a remedy', (_what, entry, reason) => {
    expect(one(entry)?.found).toEqual({
      kind: 'refused',
      reason: expect.stringContaining(reason),
      hint: expect.stringMatching(/./),
    })
  })

  it.each([{ type: 'http', url: '' }, { type: 'http' }, {}, { url: null }])(
    'PLG-2, PLG-13: %j needs an address, which is no error',
    (entry) => {
      expect(one(entry)?.found).toMatchObject({ kind: 'needs_setup', reason: 'It has no address yet.' })
    },
  )

  it('PLG-2: keeps the oauth block and says that sign-in is not supported yet; lists unknown fields', () => {
    const server = one({
      url,
      oauth: { clientId: 'abc', callbackPort: 3118 },
      timeout: 5,
      headersHelper: 'x',
    })
    expect(server).toMatchObject({
      oauth: { client_id: 'abc', callback_port: 3118 },
      notes: [expect.stringContaining('not supported yet')],
      unknownFields: ['timeout', 'headersHelper'],
      found: { kind: 'remote' },
    })
  })

  it.each([[{}], [{ a: 1 }], [{ mcpServers: [] }], [{ mcpServers: null }]])(
    'refuses %j as a whole: it names no servers',
    (document) => {
      expect(() => readDocument(document)).toThrow(expect.objectContaining({ code: 'invalid' }))
    },
  )

  it('takes an empty list of servers, and no more than a hundred', () => {
    expect(readDocument({ mcpServers: {} }).servers).toEqual([])
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`s${index}`, { url }]))
    expect(() => readDocument(many)).toThrow('names 101 servers')
  })

  it('never throws over one entry, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (entry) => {
        expect(one(entry)?.found.kind).toMatch(/^(remote|needs_setup|refused)$/)
      }),
    )
  })
})

describe('variables', () => {
  it('PLG-2: fills in ${VAR}, ${VAR:-default} and ${env:VAR}', () => {
    const text = 'a ${A} b ${B:-two} c ${env:C}'
    expect(variablesIn(text)).toEqual([
      { name: 'A', required: true },
      { name: 'B', required: false },
      { name: 'C', required: true },
    ])
    expect(expand(text, { A: '1', C: '3' })).toEqual({ text: 'a 1 b two c 3', missing: [] })
    expect(expand(text, { B: '2' })).toEqual({ text: 'a  b 2 c ', missing: ['A', 'C'] })
  })

  it('takes an empty value for a value, unless there is a default', () => {
    expect(expand('<${A}${B:-two}>', { A: '', B: '' })).toEqual({ text: '<two>', missing: [] })
  })

  it('fills in once: a value that looks like a variable stays as it is, as does $&', () => {
    expect(expand('${A}', { A: '${B} $& $1', B: 'x' }).text).toBe('${B} $& $1')
  })

  it('does not take what every object has for a value', () => {
    expect(expand('${constructor}', {}).missing).toEqual(['constructor'])
  })
})
