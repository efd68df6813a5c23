import { setTimeout as sleep } from 'node:timers/promises'
import type { AuditEvent, Client, Connector, SignInOptions, SignInStarted } from '@jackfield/sdk'
import type { Command } from 'commander'
import { openConnection } from '../connect.ts'
import { CliError } from '../failure.ts'
import { findConnector } from '../find-by-name.ts'
import { localTime, note, print, wantsJson } from '../output.ts'
import { collect } from '../secret-options.ts'
import { facts } from '../table.ts'
import { showConnected } from './app-connected.ts'
import { readSettings } from './app-settings.ts'
import { keyWay, requireOAuth, type OAuthWay } from './app-ways.ts'

/** How often it is asked whether the person has consented. */
const LOOK_MS = 1000
/** How long a sign-in lives. Counted here: the server's clock may differ from ours. */
const LIFETIME_MS = 10 * 60_000

interface SignInCommandOptions {
  scope?: string[]
  setting?: string[]
  wait: boolean
}

/** `connectors sign-in`. */
export function addSignInCommand(connectors: Command): void {
  connectors
    .command('sign-in')
    .description('connect an app, or connect it again, at its own consent page')
    .argument('<connector>', 'id, slug or exact name')
    .option('--scope <scope>', 'ask for more than the least; may be repeated', collect)
    .option('--setting <name=value>', 'what the app has to know, such as a subdomain', collect)
    .option('--no-wait', 'print the address and end; --json does so too')
    .addHelpText(
      'after',
      '\nPrints the address to open in a browser, and waits until you are back from there.\nWithout an OAuth app it says what to register, and exits with 1.\n\nExamples:\n  $ jackfield connectors sign-in github\n  $ jackfield connectors sign-in zendesk --setting subdomain=acme',
    )
    .action(signIn)
}

async function signIn(reference: string, options: SignInCommandOptions, command: Command): Promise<void> {
  const { client, by } = openConnection()
  const connector = await findConnector(client, reference)
  const ways = await client.connectors.signInOptions(connector.id)
  const way = requireOAuth(connector, ways)
  if (by === 'key') throw noPerson(connector, ways)
  if (!way.client) return showWhatIsMissing(command, connector, ways, way)
  // The hub remembers what was said for a connection that is there.
  const known = connector.status === 'available' ? ways : { ...ways, settings: [] }
  const settings = await readSettings(known, options.setting)
  const before = await lastEnd(client, connector)
  const started = await client.connectors.signIn(connector.id, { scopes: options.scope ?? [], settings })
  note(command, `Open this address in a browser that is logged in to Jackfield as you, and allow it there:`)
  print(command, started, () => started.authorize_url)
  if (!options.wait || wantsJson(command)) return
  note(command, `Waiting for it until ${localTime(started.expires_at)}. Ctrl+C ends the waiting only.`)
  await waitForConsent(client, connector, before?.id, started)
  await showConnected(client, command, await client.connectors.get(connector.id))
}

function noPerson({ name, slug }: Connector, ways: SignInOptions): CliError {
  const other = keyWay(ways) ? `\nOr enter a key of the app: jackfield connectors key ${slug}` : ''
  return new CliError(
    'refused',
    `Only a person can sign in to ${name}, and JACKFIELD_API_KEY is none.`,
    `Unset it and run: jackfield login${other}`,
  )
}

function showWhatIsMissing(
  command: Command,
  { name, slug }: Connector,
  ways: SignInOptions,
  { register, redirect_uri, scopes }: OAuthWay,
): void {
  process.exitCode = 1
  note(command, `Signing in to ${name} needs an OAuth app, and none is set up yet. Register one:`)
  print(command, ways, () =>
    facts([
      ['Where', register],
      ['Redirect URI', redirect_uri],
      [scopes.registered ? 'Scopes to pick' : 'Scopes', scopes.default.join(' ')],
      ['More, if wanted', scopes.more.join(' ')],
      ['Documentation', ways.docs],
    ]),
  )
  const key = keyWay(ways)
  note(
    command,
    `The redirect URI must be exactly that. Then enter the id and secret that you get:\n  $ jackfield connectors oauth-app ${slug}${
      key ? `\nOr connect with a key (${key.label}):\n  $ jackfield connectors key ${slug}` : ''
    }`,
  )
}

const ends = ['connection.connected', 'sign_in.denied', 'sign_in.failed']

/** How the last sign-in ended. Signing in again may change nothing else that can be seen. */
async function lastEnd(client: Client, { id }: Connector): Promise<AuditEvent | undefined> {
  const { items } = await client.audit.list({ kind: 'change', connector: id })
  return items.find(({ action }) => ends.includes(action))
}

/** @throws CliError when the person said no, when it did not work, and when the time of the sign-in is over */
async function waitForConsent(
  client: Client,
  connector: Connector,
  before: string | undefined,
  { expires_at }: SignInStarted,
): Promise<void> {
  const deadline = Date.now() + LIFETIME_MS
  while (Date.now() < deadline) {
    await sleep(LOOK_MS)
    const end = await lastEnd(client, connector)
    if (end && end.id !== before) return requireConnected(connector, end)
  }
  throw new CliError(
    'refused',
    `Nobody came back from ${connector.name} until ${localTime(expires_at)}. Nothing has changed.`,
    `The page that the browser ended on says why. Start again: jackfield connectors sign-in ${connector.slug}`,
  )
}

function requireConnected({ name, slug }: Connector, { action, detail }: AuditEvent): void {
  if (action === 'connection.connected') return
  const again = `Start again: jackfield connectors sign-in ${slug}`
  if (action === 'sign_in.denied')
    throw new CliError('refused', `It was not allowed at ${name}. Nothing has changed.`, again)
  const message = typeof detail['message'] === 'string' ? detail['message'] : 'It did not work.'
  throw new CliError('refused', `${message} Nothing has changed.`, again)
}
