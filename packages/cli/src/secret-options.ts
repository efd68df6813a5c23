import { Option, type Command } from 'commander'
import { isInteractive, secretFromStdin } from './ask.ts'
import { usage } from './failure.ts'

/** What `connectors add`, `test` and `connect` know of a server's credentials. */
export interface SecretOptions {
  header?: string[]
  token?: string
  tokenStdin?: boolean
  tokenHeader?: string
}

export function addSecretOptions(command: Command): Command {
  return command
    .option('--header <"Name: value">', 'sent on every request; may be repeated', collect)
    .option('--token <token>', 'shortcut for one header; other users of this machine may see it')
    .addOption(new Option('--token-stdin', 'read the token from standard input').conflicts('token'))
    .option('--token-header <name>', 'which header carries the token; Authorization if absent')
}

/** The credentials as the API takes them. @throws CliError `usage` for a header without a colon. */
export async function readSecrets(options: SecretOptions) {
  const token = options.tokenStdin ? await secretFromStdin('--token-stdin') : options.token
  if (options.tokenHeader && token === undefined)
    throw usage(
      '--token-header needs a token.',
      `Pass --token-stdin${isInteractive() ? ' or --token' : ''} too.`,
    )
  return {
    headers: (options.header ?? []).map(readHeader),
    ...(token === undefined ? {} : { token }),
    ...(options.tokenHeader === undefined ? {} : { token_header: options.tokenHeader }),
  }
}

/** Gathers an option that may be repeated. */
export function collect(value: string, before: string[] = []): string[] {
  return [...before, value]
}

function readHeader(text: string): { name: string; value: string } {
  const colon = text.indexOf(':')
  // The text is not repeated: it may be a secret without its name.
  if (colon < 1)
    throw usage('--header: a header has a name, a colon and a value.', "Write it as 'X-Team: sales'.")
  return { name: text.slice(0, colon).trim(), value: text.slice(colon + 1).trim() }
}
