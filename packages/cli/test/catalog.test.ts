import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ordersDocument } from '../../server/test/catalog-entries/orders-api.ts'
import type { Terminal } from './run-jackfield.ts'
import { removeScratchDirectories, scratchDirectory } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let terminal: Terminal
const file = join(scratchDirectory(), 'orders.json')

beforeAll(async () => {
  place = await openTestPlace()
  terminal = place.terminal
  writeFileSync(file, `\uFEFF${JSON.stringify(ordersDocument())}`)
})
afterAll(async () => {
  await place?.close()
  removeScratchDirectories()
})

/** The tests below are one session at a terminal: each goes on where the one before ended. */
it('B11: shows what a document offers', async () => {
  const { code, stdout, stderr } = await terminal.run(['catalog', 'preview', file])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^GET \/orders\/\{id\} +getOrder +read +Read an order$/m)
  expect(stderr).toContain('It does not say where the API is: pass --server.')
  expect(stderr).toContain('Sign-in: key in X-Api-Key')
})

it('B11: says what is missing', async () => {
  const base = ['catalog', 'add', file, '--name', 'Parcels']
  expect(await terminal.run(base)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('No operation is picked.'),
  })
  expect(await terminal.run([...base, '--all', '--auth', 'api-key'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('needs --header'),
  })
  expect(await terminal.run([...base, '--pick', 'getOrder', '--rename', 'x=y'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('x is not picked'),
  })
  expect(await terminal.run([...base, '--all'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('does not say where the API is'),
  })
  expect(await terminal.run(['catalog', 'add', '/nowhere.json', '--name', 'a', '--all'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('cannot be read'),
  })
})

it('B11: adds an entry, shows it, and says what another document changes', async () => {
  const server = ['--server', 'http://127.0.0.1:9/v1']
  const added = await terminal.run([
    'catalog',
    'add',
    file,
    '--name',
    'Parcels',
    '--all',
    '--rename',
    'addNote=note_down',
    ...server,
  ])
  expect(added).toMatchObject({ code: 0, stderr: expect.stringContaining('It waits to be connected.') })
  expect(added.stdout).toMatch(/^parcels_note_down +POST \/orders\/\{id\}\/notes +write$/m)
  expect((await terminal.run(['catalog', 'list'])).stdout).toMatch(/^parcels +Parcels +3 +key in X-Api-Key/m)
  expect((await terminal.run(['catalog', 'show', 'parcels'])).stdout).toContain('was handed over')
  writeFileSync(file, JSON.stringify(ordersDocument(2)))
  const tried = await terminal.run(['catalog', 'update', 'parcels', file, '--dry-run'])
  expect(tried.stdout).toMatch(/^parcels_cancel_order +removed/m)
  expect(tried.stdout).toMatch(/^parcels_note_down +changed +input, request$/m)
  expect(await terminal.run(['catalog', 'update', 'parcels'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Give the document again.'),
  })
  expect((await terminal.run(['catalog', 'update', 'parcels', '--name', 'All parcels'])).stdout).toContain(
    'No tool changes.',
  )
  expect((await terminal.run(['catalog', 'remove', 'All parcels', '--yes'])).stdout).toContain(
    'Removed All parcels.',
  )
})
