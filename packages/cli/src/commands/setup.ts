import { createClient, type PolicyPreset } from '@jackfield/sdk'
import { Option, type Command } from 'commander'
import { askSecret, askText, secretFromStdin } from '../ask.ts'
import { defaultUrl, readEnvironment, serverUrl } from '../config.ts'
import { usage } from '../failure.ts'
import { print } from '../output.ts'
import { logInAndRemember, warnAboutPlainHttp } from '../remember-login.ts'

interface SetUpOptions {
  url?: string
  email?: string
  name?: string
  account?: string
  policyPreset: PolicyPreset
  passwordStdin?: boolean
}

/** `setup <link>`: the first account of a new server. */
export function addSetUpCommand(program: Command): void {
  program
    .command('setup')
    .description('make the first account of a new server, and log in as its owner')
    .argument('<link or token>', 'as the first start of the server printed it; it works once')
    .option('--url <url>', `address of the server, for a token alone (JACKFIELD_URL, else ${defaultUrl})`)
    .option('--email <email>', 'asked for if absent')
    .option('--name <name>', 'your own; asked for if absent')
    .option('--account <name>', 'what the account is called; asked for if absent')
    .addOption(
      new Option('--policy-preset <preset>', 'what agents may do')
        .choices(['open', 'careful', 'read-only'])
        .default('open'),
    )
    .option('--password-stdin', 'read the password, at least 12 characters, from standard input')
    .addHelpText(
      'after',
      "\nExample:\n  $ jackfield setup 'http://127.0.0.1:3000/setup?token=jf_setup_...' --email me@example.com",
    )
    .action(setUp)
}

async function setUp(linkOrToken: string, options: SetUpOptions, command: Command): Promise<void> {
  const { url, token } = readLink(linkOrToken, options.url)
  warnAboutPlainHttp(command, url)
  const email = options.email ?? (await askText('E-mail', '--email'))
  const name = options.name ?? (await askText('Your name', '--name'))
  const account = options.account ?? (await askText('Name of the account', '--account'))
  const password = options.passwordStdin
    ? await secretFromStdin('--password-stdin')
    : await askSecret('Password (at least 12 characters)', '--password-stdin')
  await createClient({ url }).setUp({
    token,
    email,
    name,
    password,
    account_name: account,
    policy_preset: options.policyPreset,
  })
  const { me, expires_at } = await logInAndRemember(url, { email, password })
  print(
    command,
    { me, expires_at },
    () => `Made the account ${me.account.name}. You are logged in to ${url} as ${email}, its owner.`,
  )
}

/** The link holds the address and the token; a token alone goes with `--url`. */
function readLink(text: string, option: string | undefined): { url: string; token: string } {
  if (text.startsWith('jf_setup_'))
    return { url: serverUrl(option ?? readEnvironment().url ?? defaultUrl), token: text }
  const link = URL.canParse(text) ? new URL(text) : undefined
  const token = link?.searchParams.get('token')
  if (!link || !token)
    throw usage(
      'That is neither a set-up link nor its token.',
      'Copy the line with /setup?token=jf_setup_... that the server printed, in quotes.',
    )
  return { url: serverUrl(option ?? `${link.origin}${link.pathname.replace(/\/setup\/?$/, '')}`), token }
}
