import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ConnectorRequest, WebhookDeliveryPage, WebhookList } from '@jackfield/sdk'
import { startReceiver, type Receiver } from '../../server/test/webhooks/receiver.ts'
import type { Terminal } from './run-jackfield.ts'
import { removeScratchDirectories } from './scratch-directory.ts'
import { openTestPlace, type TestPlace } from './test-place.ts'

let place: TestPlace
let receiver: Receiver
let terminal: Terminal

beforeAll(async () => {
  ;[place, receiver] = await Promise.all([openTestPlace(), startReceiver()])
  terminal = place.terminal
})

afterAll(async () => {
  await place?.close()
  await receiver?.close()
  removeScratchDirectories()
})

it('B22: adds a webhook, tests it, shows its deliveries, and removes it', async () => {
  const added = await terminal.run(['webhooks', 'add', receiver.url, '--event', 'connection.needs_reconnect'])
  expect(added.stdout).toMatch(/^whsec_\S+\n$/)
  const { items } = await terminal.json<WebhookList>('webhooks', 'list')
  expect(items).toMatchObject([{ url: receiver.url, events: ['connection.needs_reconnect'] }])
  const id = items[0]?.id ?? ''

  expect(await terminal.ok('webhooks', 'test', id)).toBe('Delivered: the receiver answered 204.\n')
  const [request] = receiver.received
  expect(request && receiver.verify(added.stdout.trim(), request)).toMatchObject({ type: 'webhook.test' })

  receiver.answer(500)
  const failing = await terminal.run(['webhooks', 'test', receiver.url])
  expect(failing).toMatchObject({ code: 1, stdout: expect.stringMatching(/^Not delivered\. .*500.*Next/) })
  const shown = await terminal.ok('webhooks', 'deliveries', id)
  expect(shown).toMatch(/webhook\.test +pending +1 +500/)
  expect(shown).toMatch(/webhook\.test +delivered +1 +204/)
  const page = await terminal.json<WebhookDeliveryPage>('webhooks', 'deliveries', id, '--status', 'delivered')
  expect(page.items).toHaveLength(1)

  receiver.answer(200)
  const again = await terminal.ok('webhooks', 'redeliver', id, page.items[0]?.id ?? '')
  expect(again).toBe('Delivered: the receiver answered 200.\n')

  const rotated = await terminal.run(['webhooks', 'rotate-secret', id])
  expect(rotated.stdout).toMatch(/^whsec_\S+\n$/)
  expect(rotated.stdout).not.toBe(added.stdout)

  expect(await terminal.ok('webhooks', 'disable', id)).toContain('is off')
  expect(await terminal.ok('webhooks', 'list')).toMatch(/connection\.needs_reconnect +off/)
  expect(await terminal.ok('webhooks', 'enable', id)).toContain('is on')
  expect(await terminal.ok('webhooks', 'remove', id)).toBe(`Removed the webhook to ${receiver.url}.\n`)
  expect(await terminal.ok('webhooks', 'list')).toContain('No webhooks.')
}, 90_000)

it('says which events there are, and which webhooks', async () => {
  const wrong = await terminal.run(['webhooks', 'add', receiver.url, '--event', 'nothing'])
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('connection.needs_reconnect') })
  const missing = await terminal.run(['webhooks', 'test', 'whk_none'])
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('There are no webhooks yet.') })
})

it('CAT-16, B17: asks for an app, shows who wants what, and says what becomes of it', async () => {
  expect(await terminal.ok('connectors', 'request', 'Acme Desk', '--note', 'Tickets')).toMatch(
    /^Asked for Acme Desk\./,
  )
  const member = await place.hub.as('member')
  await member.post('/connector-requests', { app: 'acme desk' })
  expect(await terminal.ok('connectors', 'request', 'ACME desk')).toContain('2 people want it now')
  const set = await terminal.json<ConnectorRequest>(
    'connectors',
    'requests',
    'acme desk',
    '--status',
    'planned',
  )
  expect(set).toMatchObject({ status: 'planned', votes: 2 })
  expect(await terminal.ok('connectors', 'requests')).toMatch(/Acme Desk +planned +2 +yes +Olga Owner/)
})
