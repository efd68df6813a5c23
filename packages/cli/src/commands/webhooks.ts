import { setTimeout as sleep } from 'node:timers/promises'
import type { Client, Webhook, WebhookDelivery, WebhookInput } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { confirmRemoval } from '../ask.ts'
import { openClient } from '../connect.ts'
import { CliError } from '../failure.ts'
import { localTime, note, print } from '../output.ts'
import { collect } from '../secret-options.ts'
import { table } from '../table.ts'

/** A receiver has 15 seconds, and the hub a few to begin. */
const PATIENCE_MS = 25_000

/** `webhooks list | add | remove | test | deliveries | enable | disable | redeliver | rotate-secret`. */
export function addWebhookCommands(program: Command): void {
  const webhooks = program.command('webhooks').description('where the account is told of events, signed')
  webhooks.command('list').description('list the webhooks, and whether they work').action(listWebhooks)
  webhooks
    .command('add')
    .description('add one and print its signing secret, once, as the last line')
    .argument('<url>', 'where messages are posted to')
    .option(
      '--event <event>',
      'what it is told of, such as connection.needs_reconnect; all if absent',
      collect,
    )
    .option('--description <text>')
    .addHelpText(
      'after',
      '\nExample:\n  $ jackfield webhooks add https://product.example.com/hooks --event connection.needs_reconnect',
    )
    .action(addWebhook)
  webhooks
    .command('remove')
    .description('delete it, with what was sent to it')
    .argument('<webhook>', 'id or exact URL')
    .option('--yes', 'do not ask; nobody is asked in a script anyway')
    .action(removeWebhook)
  webhooks
    .command('test')
    .description('send a test message and say what came of it')
    .argument('<webhook>', 'id or exact URL')
    .action(sendTest)
  webhooks
    .command('deliveries')
    .description('list what was sent, newest first')
    .argument('<webhook>', 'id or exact URL')
    .addOption(new Option('--status <status>').choices(['pending', 'delivered', 'failed']))
    .option('--cursor <cursor>', 'go on where the page before ended')
    .action(listDeliveries)
  addChangeCommands(webhooks)
}

function addChangeCommands(webhooks: Command): void {
  webhooks
    .command('enable')
    .description('turn it on again')
    .argument('<webhook>', 'id or exact URL')
    .action((reference: string, _options: object, command: Command) => turn(reference, true, command))
  webhooks
    .command('disable')
    .description('turn it off; what waits for it is not sent')
    .argument('<webhook>', 'id or exact URL')
    .action((reference: string, _options: object, command: Command) => turn(reference, false, command))
  webhooks
    .command('redeliver')
    .description('send a message again, at once')
    .argument('<webhook>', 'id or exact URL')
    .argument('<delivery>', 'its id')
    .action(sendAgain)
  webhooks
    .command('rotate-secret')
    .description('print a new signing secret, once, as the last line; the old one signs too for 24 hours')
    .argument('<webhook>', 'id or exact URL')
    .action(rotateSecret)
}

async function listWebhooks(_options: object, command: Command): Promise<void> {
  const answer = await openClient().webhooks.list()
  print(command, answer, () =>
    table(
      ['ID', 'URL', 'EVENTS', 'STATE', 'DESCRIPTION'],
      answer.items.map((webhook) => [
        webhook.id,
        webhook.url,
        webhook.events.includes('*') ? 'all' : webhook.events.join(', '),
        stateWords(webhook),
        webhook.description,
      ]),
      { nothing: 'No webhooks. Add one with: jackfield webhooks add <url>' },
    ),
  )
}

function stateWords({ enabled, disabled_reason: reason, failing_since: since }: Webhook): string {
  if (!enabled) return reason ? `off: ${reason}` : 'off'
  return since ? `failing since ${localTime(since)}` : 'on'
}

async function addWebhook(
  url: string,
  options: { event?: string[]; description?: string },
  command: Command,
): Promise<void> {
  const input = {
    url,
    ...(options.event ? { events: options.event } : {}),
    ...(options.description === undefined ? {} : { description: options.description }),
  }
  // The server knows the names of the events, and says which there are.
  const webhook = await openClient().webhooks.create(input as WebhookInput)
  note(command, `Added the webhook ${webhook.id}. Its signing secret is shown this once:`)
  print(command, webhook, () => webhook.secret)
}

async function removeWebhook(reference: string, options: { yes?: boolean }, command: Command): Promise<void> {
  const client = openClient()
  const { id, url } = await findWebhook(client, reference)
  await confirmRemoval(options.yes, () => `Remove the webhook to ${url}? What waits for it is not sent.`)
  await client.webhooks.remove(id)
  print(command, {}, () => `Removed the webhook to ${url}.`)
}

async function turn(reference: string, enabled: boolean, command: Command): Promise<void> {
  const client = openClient()
  const { id, version } = await findWebhook(client, reference)
  const webhook = await client.webhooks.update(id, { version, enabled })
  print(command, webhook, () => `The webhook to ${webhook.url} is ${enabled ? 'on' : 'off'}.`)
}

async function sendTest(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { id } = await findWebhook(client, reference)
  await finish(client, await client.webhooks.test(id), command)
}

async function sendAgain(
  reference: string,
  deliveryId: string,
  _options: object,
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id } = await findWebhook(client, reference)
  await finish(client, await client.webhooks.redeliver(id, deliveryId), command)
}

/** Waits for the next attempt and says what came of it; the exit code does, too. */
async function finish(client: Client, sent: WebhookDelivery, command: Command): Promise<void> {
  const end = Date.now() + PATIENCE_MS
  let delivery = sent
  while (delivery.status === 'pending' && delivery.attempts === sent.attempts && Date.now() < end) {
    await sleep(300)
    delivery = await client.webhooks.delivery(sent.webhook_id, sent.id)
  }
  if (delivery.status !== 'delivered') process.exitCode = 1
  print(command, delivery, () => outcomeWords(delivery, delivery.attempts > sent.attempts))
}

function outcomeWords(delivery: WebhookDelivery, tried: boolean): string {
  if (delivery.status === 'delivered') return `Delivered: the receiver answered ${delivery.response_status}.`
  if (delivery.status === 'pending' && !tried) return 'Not tried yet. Look at: jackfield webhooks deliveries'
  const next = delivery.next_attempt_at ? ` Next attempt: ${localTime(delivery.next_attempt_at)}.` : ''
  return `Not delivered. ${delivery.last_error ?? ''}${next}`
}

async function listDeliveries(
  reference: string,
  options: { status?: WebhookDelivery['status']; cursor?: string },
  command: Command,
): Promise<void> {
  const client = openClient()
  const { id } = await findWebhook(client, reference)
  const answer = await client.webhooks.deliveries(id, {
    ...(options.status ? { status: options.status } : {}),
    ...(options.cursor ? { cursor: options.cursor } : {}),
  })
  print(command, answer, () =>
    table(
      ['ID', 'EVENT', 'STATUS', 'TRIES', 'ANSWER', 'LAST', 'NEXT', 'ERROR'],
      answer.items.map((delivery) => [
        delivery.id,
        delivery.event,
        delivery.status,
        String(delivery.attempts),
        delivery.response_status === null ? '-' : String(delivery.response_status),
        localTime(delivery.last_attempt_at),
        localTime(delivery.next_attempt_at),
        delivery.last_error ?? '-',
      ]),
      { nothing: 'Nothing was sent.' },
    ),
  )
  if (answer.has_more && answer.cursor) note(command, `There are more: add --cursor ${answer.cursor}`)
}

async function rotateSecret(reference: string, _options: object, command: Command): Promise<void> {
  const client = openClient()
  const { id } = await findWebhook(client, reference)
  const webhook = await client.webhooks.rotateSecret(id)
  note(
    command,
    `The old secret signs too until ${localTime(webhook.previous_secret_until)}. The new one, shown this once:`,
  )
  print(command, webhook, () => webhook.secret)
}

/** @throws CliError listing the candidates */
async function findWebhook(client: Client, reference: string): Promise<Webhook> {
  const { items } = await client.webhooks.list()
  const found = items.filter(({ id, url }) => id === reference || url === reference)
  const [webhook] = found
  if (webhook && found.length === 1) return webhook
  const problem = webhook ? 'More than one webhook goes to' : 'There is no webhook'
  const choices = items.map(({ id, url }) => `  ${id}  ${url}`).join('\n')
  throw new CliError(
    'refused',
    `${problem} "${reference}".`,
    items.length === 0 ? 'There are no webhooks yet.' : `There are:\n${choices}`,
  )
}
