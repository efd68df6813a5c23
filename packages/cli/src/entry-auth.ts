import type { CatalogEntryInput } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { usage } from './failure.ts'
import { collect } from './secret-options.ts'

/** How one signs in to an entry, as `catalog add` and `catalog update` take it. */
export interface AuthOptions {
  auth?: 'none' | 'api-key' | 'bearer' | 'basic' | 'oauth2'
  header?: string
  prefix?: string
  authorizeUrl?: string
  tokenUrl?: string
  scope?: string[]
  clientAuth?: 'basic' | 'body'
  pkce: boolean
}

export function addAuthOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--auth <way>', 'how one signs in; as the document says if absent').choices([
        'none',
        'api-key',
        'bearer',
        'basic',
        'oauth2',
      ]),
    )
    .option('--header <name>', 'api-key: which header carries it')
    .option('--prefix <word>', 'api-key: what stands in front of it there')
    .option('--authorize-url <url>', 'oauth2: where a person consents')
    .option('--token-url <url>', 'oauth2: where tokens are given')
    .option('--scope <scope>', 'oauth2: asked for; may be repeated; what the tools need if absent', collect)
    .addOption(
      new Option('--client-auth <way>', 'oauth2: how the client shows who it is').choices(['basic', 'body']),
    )
    .option('--no-pkce', 'oauth2: without PKCE')
}

/** The way to sign in; undefined: as the document says. @throws CliError `usage` when a part of it is missing */
export function readAuth(options: AuthOptions): CatalogEntryInput['auth'] {
  const { auth, header, prefix = '', authorizeUrl, tokenUrl, scope = [], clientAuth = 'body', pkce } = options
  if (auth === undefined || auth === 'none' || auth === 'bearer' || auth === 'basic')
    return auth && { kind: auth }
  if (auth === 'api-key') {
    if (header === undefined) throw usage('--auth api-key needs --header.', 'For example --header X-Api-Key.')
    return { kind: 'api_key', header, prefix }
  }
  if (authorizeUrl === undefined || tokenUrl === undefined)
    throw usage('--auth oauth2 needs --authorize-url and --token-url.')
  return {
    kind: 'oauth2',
    authorize: authorizeUrl,
    token: tokenUrl,
    scopes: scope,
    client_auth: clientAuth,
    pkce,
  }
}
