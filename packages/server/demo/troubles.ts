import { changedRefund } from './custom-servers.ts'
import type { StandIns } from './stand-ins.ts'
import type { Stage } from './story.ts'

/** Keys for scripts, and somebody who has not come yet. */
export async function makeKeysAndInvite({ cast }: Stage): Promise<void> {
  const { client } = cast.admin
  await client.keys.create({ name: 'Grafana', role: 'viewer', read_only: true })
  await client.keys.create({ name: 'Nightly export', role: 'admin' })
  const left = await client.keys.create({ name: 'Laptop of Henrik', role: 'builder' })
  await client.keys.revoke(left.id)
  await client.invitations.create({ email: 'noor@example.com', role: 'builder' })
}

/** Somebody changes a tool at the order desk: the new definition is held until a person has looked at it. */
export async function changeOrderDesk({ cast, standIns }: Stage): Promise<void> {
  standIns.servers['order-desk'].changeTool('refund_order', changedRefund)
  await cast.admin.client.connectors.refreshTools('order-desk')
}

/** The warehouse's server is gone, and a look at it says so. */
export async function breakServers({ cast, standIns }: Stage): Promise<void> {
  await standIns.servers.warehouse.close()
  await cast.admin.client.connectors.test('warehouse')
}

/** Somebody takes the hub's access back at Zendesk: the next check says that it needs a person. */
export async function loseZendesk({ cast, standIns }: Stage): Promise<void> {
  standIns.providers.get('zendesk')?.revokeGrant()
  await cast.admin.client.connectors.test('zendesk')
}

/** What was wrong outside of the hub is so again, in a demo that is kept. */
export async function troubleAgain({ servers }: StandIns): Promise<void> {
  servers['order-desk'].changeTool('refund_order', changedRefund)
  await servers.warehouse.close()
}
