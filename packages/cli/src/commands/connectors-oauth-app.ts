import type { Connector, SignInOptions } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { askSecret, askText, confirmRemoval, isInteractive, secretFromStdin } from '../ask.ts'
import { openClient } from '../connect.ts'
import { findConnector } from '../find-by-name.ts'
import { note, print } from '../output.ts'
import { facts, table } from '../table.ts'
import { clientWords, requireOAuth } from './app-ways.ts'

interface OAuthAppOptions {
  clientId?: string
  clientSecretStdin?: boolean
  remove?: boolean
  yes?: boolean
}

/** `connectors oauth-app | oauth-apps`. */
export function addOAuthAppCommand(connectors: Command): void {
  connectors
    .command('oauth-app')
    .description('set the OAuth app that you registered at an app, to sign in with')
    .argument('<connector>', 'id, slug or exact name')
    .option('--client-id <id>', 'asked for if absent')
    .option('--client-secret-stdin', 'read the client secret from standard input')
    .addOption(
      new Option('--remove', "forget the account's own").conflicts(['clientId', 'clientSecretStdin']),
    )
    .option('--yes', 'do not ask before it is forgotten')
    .addHelpText(
      'after',
      '\nExamples:\n  $ jackfield connectors oauth-app github\n  $ jackfield connectors oauth-app github --client-id Iv1.8a61f9b3 --client-secret-stdin < secret.txt',
    )
    .action(setOAuthApp)
  connectors
    .command('oauth-apps')
    .description('list the apps that people sign in to by OAuth, and the OAuth app set up for each')
    .action(listOAuthApps)
}

async function listOAuthApps(_options: object, command: Command): Promise<void> {
  const answer = await openClient().connectors.oauthApps()
  print(command, answer, () =>
    table(
      ['SLUG', 'OAUTH APP', 'REDIRECT URI'],
      answer.items.map((app) => [app.slug, clientWords(app), app.redirect_uri]),
      { nothing: 'No app signs in by OAuth.' },
    ),
  )
}

async function setOAuthApp(reference: string, options: OAuthAppOptions, command: Command): Promise<void> {
  const client = openClient()
  const connector = await findConnector(client, reference)
  const ways = await client.connectors.signInOptions(connector.id)
  requireOAuth(connector, ways)
  if (options.remove) {
    const { id, name } = connector
    await confirmRemoval(
      options.yes,
      () => `Forget the OAuth app of ${name}? Access that was given through it can no longer be renewed.`,
    )
    await client.connectors.deleteOAuthApp(id)
    return print(command, {}, () => `The account's own OAuth app of ${name} is forgotten.`)
  }
  if (isInteractive()) note(command, oauthAppFacts(connector, ways))
  const client_id = options.clientId ?? (await askText('Client id', '--client-id'))
  const client_secret = options.clientSecretStdin
    ? await secretFromStdin('--client-secret-stdin')
    : await askSecret('Client secret', '--client-secret-stdin')
  const set = await client.connectors.setOAuthApp(connector.id, { client_id, client_secret })
  print(command, set, () => oauthAppFacts(connector, set))
  note(command, `Sign in with: jackfield connectors sign-in ${connector.slug}`)
}

function oauthAppFacts(connector: Connector, ways: SignInOptions): string {
  const way = requireOAuth(connector, ways)
  return facts([
    ['OAuth app', clientWords(way)],
    ['Registered at', way.register],
    ['Redirect URI', way.redirect_uri],
    [way.scopes.registered ? 'Scopes to pick' : 'Scopes', way.scopes.default.join(' ')],
  ])
}
