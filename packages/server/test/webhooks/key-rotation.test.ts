import { expect, it, vi } from 'vitest'
import { proveMasterKey, readCheck } from '../../src/credentials/key-check.ts'
import { rotateDataKeys } from '../../src/credentials/rotate-data-keys.ts'
import { startWebhookHub } from './webhook-hub.ts'

it('SEC-2: a webhook signs as before after its account has got a new data key', async () => {
  const h = await startWebhookHub()
  const { config, database } = h.gateway.hub.services
  const hook = await h.create({ url: `${h.receiver.url}?token=hush` })
  const sealed = async () =>
    (await database.db.selectFrom('webhooks').select('sealed').executeTakeFirstOrThrow()).sealed
  const before = await sealed()
  const ring = await proveMasterKey(config, (await readCheck(database.db)) ?? new Uint8Array())
  expect(await rotateDataKeys({ db: database.db, ring })).toMatchObject({ accounts: 1, unreadable: [] })
  expect(Buffer.compare(before, await sealed())).not.toBe(0)
  const { data_key } = await database.db
    .selectFrom('accounts')
    .select('previous_data_key as data_key')
    .executeTakeFirstOrThrow()
  expect(data_key).toBeNull()
  expect(await h.tryTest(hook.id)).toMatchObject({ status: 'delivered' })
  await vi.waitUntil(() => h.receiver.received.length > 0)
  const [request] = h.receiver.received
  expect(request && h.receiver.verify(hook.secret, request)).toMatchObject({ type: 'webhook.test' })
  await h.close()
})
