import { expect, it } from 'vitest'
import { pick } from '../src/find-by-name.ts'
import { oneLine, plainText, safeJson } from '../src/plain-text.ts'
import { readTime } from '../src/when.ts'

const things = [
  { id: 'con_1', slug: 'warehouse', name: 'Warehouse' },
  { id: 'con_2', slug: 'notes', name: 'warehouse' },
  { id: 'con_3', slug: 'crm', name: 'Sales' },
  { id: 'con_4', slug: 'crm-2', name: 'Sales' },
]

it.each([
  ['con_2', 'con_2'],
  ['warehouse', 'con_1'],
  ['Warehouse', 'con_1'],
  ['crm-2', 'con_4'],
])('%j means %s: an id before a slug before a name', (reference, id) => {
  expect(pick('connector', things, reference).id).toBe(id)
})

it.each(['WAREHOUSE', 'Sales', 'con_5', ''])('%j means nothing, or more than one', (reference) => {
  expect(() => pick('connector', things, reference)).toThrow(expect.objectContaining({ code: 'refused' }))
})

it('lists the candidates of a name that means several things', () => {
  const hint = 'Use an id:\n  crm  Sales\n  crm-2  Sales'
  expect(() => pick('connector', things, 'Sales')).toThrow(expect.objectContaining({ hint }))
})

it('shows text of third parties without what steers a terminal', () => {
  const hostile = 'a\u001b[2Jb\u001b]0;title\u0007c\u202ed\r\ne\tf\u0000\u009b31mg'
  expect(plainText(hostile)).toBe('abcd\ne\tfg')
  expect(oneLine(hostile)).toBe('abcd e fg')
  const json = safeJson({ hostile })
  expect(json).not.toMatch(/[\u001b\u009b\u202e]/)
  expect(JSON.parse(json)).toEqual({ hostile })
})

it('reads spans and dates', () => {
  const day = 86_400_000
  const ahead = Date.parse(readTime('--expires', '90d', 'ahead')) - Date.now()
  const behind = Date.now() - Date.parse(readTime('--since', '24h', 'behind'))
  expect(Math.round(ahead / day)).toBe(90)
  expect(Math.round(behind / day)).toBe(1)
  expect(readTime('--since', '2027-01-31', 'behind')).toBe('2027-01-31T00:00:00.000Z')
  expect(() => readTime('--since', 'soon', 'behind')).toThrow('--since: "soon" is not a time.')
})
