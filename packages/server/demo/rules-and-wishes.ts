import type { Stage } from './story.ts'

/** What no agent of the account may do, or not without a person. */
export async function setAccountRules({ cast }: Stage): Promise<void> {
  const { policies } = cast.admin.client
  await policies.set({
    rules: [
      { connector: 'gmail', tool: 'gmail_send_message', policy: 'ask' },
      { connector: 'gmail', tool: 'gmail_trash_message', policy: 'block' },
      { connector: 'zendesk', tool: 'zendesk_delete_ticket', policy: 'block' },
      { connector: 'leads', tool: 'client_delete', policy: 'ask' },
    ],
  })
}

/** What single agents may not. */
export async function setAgentRules({ cast, accounts }: Stage): Promise<void> {
  const agent = (name: string) => accounts[0]?.agents.find((one) => one.name === name)?.id ?? ''
  const { policies } = cast.builder.client.agents
  await policies.set(agent('Support triage'), {
    rules: [{ connector: 'order-desk', tool: 'refund_order', policy: 'ask' }],
  })
  await policies.set(agent('Finance close'), {
    rules: [
      { connector: 'google-sheets', tool: 'google_sheets_clear_range', policy: 'block' },
      { connector: 'google-sheets', tool: 'google_sheets_batch_update', policy: 'ask' },
    ],
  })
  await policies.set(agent('Research'), {
    rules: [
      { connector: 'notion', tool: 'notion_create_page', policy: 'block' },
      { connector: 'notion', tool: 'notion_update_page', policy: 'block' },
    ],
  })
}

/** Who wants to hear of what happens: a chat, and a pager that answers nothing good. */
export async function listenByWebhook({ cast, standIns }: Stage): Promise<void> {
  const { webhooks } = cast.admin.client
  const chat = await webhooks.create({ url: standIns.webhooks.taking, description: 'Ops channel' })
  await webhooks.test(chat.id)
  await webhooks.create({
    url: standIns.webhooks.broken,
    description: 'Pager of the night shift',
    events: ['connection.needs_reconnect'],
  })
}

/** Apps that people miss, and who misses them too. */
export async function askForConnectors({ cast }: Stage): Promise<void> {
  const ask = (who: keyof typeof cast, app: string, note = '') =>
    cast[who].client.connectorRequests.create({ app, note })
  await ask('secondBuilder', 'Figma', 'Release notes with pictures of what is new.')
  const xero = await ask('member', 'Xero', 'The month-end close copies invoices by hand.')
  const zoom = await ask('builder', 'Zoom', 'Summaries of the customer calls.')
  for (const who of ['builder', 'member', 'admin'] as const) await ask(who, 'Figma')
  for (const who of ['builder', 'owner'] as const) await cast[who].client.connectorRequests.vote(xero.id)
  await cast.admin.client.connectorRequests.setStatus(xero.id, { status: 'planned' })
  await cast.member.client.connectorRequests.vote(zoom.id)
}
